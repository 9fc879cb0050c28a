import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { filesIn, inFolder, steadfast, SUBJECTS } from "./_program.ts";

const QUICK = ["check", "--runs=1", "--property=descends", "--backend=wasm"];
const FLIPPED = [...QUICK, `--subject=${SUBJECTS}#flipped`, "--like=sgd", "--seed=1", "--max-shrinks=20"];

Deno.test("a check that holds: the report alone on standard output, no control codes, nothing written", () =>
  inFolder(async (cwd) => {
    const { status, out, err } = await steadfast([...QUICK, "--optimizer=sgd", "--seed", "-7"], { cwd, task: "check" });
    assertEquals(status, 0, err);
    assert(out.startsWith("cases judged  sgd\ndescends"), out);
    assertStringIncludes(out, "\nseed -7, profile quick, backend wasm, ");
    assert(out.endsWith("--optimizer=sgd --seed=-7\nAll properties hold.\n"), out);
    assertStringIncludes(err, "[1/1] descends / sgd: holds, ");
    assert(!(out + err).includes("\x1b"));
    assertEquals(filesIn(cwd), []);
  }));

Deno.test("a violation is stored, and the line to copy reproduces it", () =>
  inFolder(async (cwd) => {
    const { status, out, err } = await steadfast(FLIPPED, { cwd, task: "check" });
    assertEquals(status, 1, err);
    assertStringIncludes(err, "violated: [1/1] descends / ");
    const [file, ...others] = filesIn(cwd);
    assertEquals(err.split(`\nstored: ${file}\n`).length, 2);
    assert(/^\.steadfast\/failures\/descends-subject-[0-9a-f]{12}\.json$/.test(file) && others.length === 0, file);
    assertEquals(await sh(reproduceLine(out), cwd), 0);
  }));

Deno.test("a stored file that is damaged is told and left as it is, and the check goes on", () =>
  inFolder(async (cwd) => {
    const file = ".steadfast/failures/half.json", args = [...QUICK, "--optimizer=sgd", "--seed=1"];
    await Deno.mkdir(`${cwd}/.steadfast/failures`, { recursive: true });
    await Deno.writeTextFile(`${cwd}/${file}`, '{"format": 1, "prop');
    const { status, out } = await steadfast(args, { cwd, task: "check" });
    assertEquals(status, 0);
    assertStringIncludes(out, `\nSKIPPED ${file}: must be JSON: line 1`);
    const json = JSON.parse((await steadfast([...args, "--json"], { cwd })).out);
    assertEquals([json.outcome, json.unread.length, json.unread[0].file], ["holds", 1, file]);
    assertEquals(await Deno.readTextFile(`${cwd}/${file}`), '{"format": 1, "prop');
  }));

Deno.test("--no-store writes nothing, and the line to copy still reproduces it; --json has it too", () =>
  inFolder(async (cwd) => {
    const { status, out, err } = await steadfast([...FLIPPED, "--no-store"], { cwd });
    assertEquals([status, filesIn(cwd)], [1, []], err);
    assertEquals(await sh(`${reproduceLine(out)} --no-store --max-shrinks=0`, cwd), 1);

    const json = await steadfast([...FLIPPED, "--no-store", "--json"], { cwd });
    const { outcome, seed, results: [{ property, failure }] } = JSON.parse(json.out);
    assertEquals([json.status, outcome, seed, property], [1, "violated", 1, "descends"]);
    assertEquals(failure.reproduce, reproduceLine(out));
    assertEquals(json.out.trimEnd().split("\n").length, 1);
  }));

Deno.test("a store that cannot be read is named, with the way around it", () =>
  inFolder(async (cwd) => {
    await Deno.writeTextFile(`${cwd}/.steadfast`, "");
    const { status, out, err } = await steadfast(FLIPPED, { cwd });
    assertEquals([status, out, filesIn(cwd)], [2, "", [".steadfast"]]);
    assert(/^steadfast: .*\.steadfast\/failures.*; mend that, or pass --no-store\n$/.test(err), err);
  }));

/** The line to copy of a report. */
function reproduceLine(report: string): string {
  return /to reproduce: (.*)/.exec(report)![1];
}

/** Its exit status as a shell has it. */
async function sh(line: string, cwd: string): Promise<number> {
  const { code } = await new Deno.Command("sh", { args: ["-c", line], cwd, env: { CI: "" } }).output();
  return code;
}
