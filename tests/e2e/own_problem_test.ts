import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { filesIn, inFolder, steadfast, SUBJECTS } from "./_program.ts";

const PROBLEMS = `${import.meta.dirname}/../check/_problems.ts`;
const LINE = `--problem=${PROBLEMS}#line`, SUBJECT = `--subject=${SUBJECTS}#flipped`, CPU = "--backend=cpu";
const CONFIG = { steps: 40, batchSize: 10, optimizer: { kind: "sgd", learningRate: { absolute: 0.1 } } };

Deno.test("train and boundary take a problem of one's own", () =>
  inFolder(async (cwd) => {
    const input = JSON.stringify(CONFIG),
      { status, out, err } = await steadfast(["train", "-", LINE, CPU], { cwd, input });
    assertEquals([status, err], [0, ""]);
    assert(out.startsWith("training   40 steps, batch 10, seed 1\nproblem    _problems.ts#line\n"), out);
    const full = JSON.stringify({ ...CONFIG, problem: "own", name: "mine", batchSize: "full" });
    const edge = await steadfast(["boundary", "-", LINE, CPU, "--tolerance=.2"], { cwd, input: full });
    assertEquals(edge.status, 0, edge.err);
    assertStringIncludes(edge.out, "\nthe largest stable rate lies between ");
  }));

Deno.test("check finds a fault on it in workers, and the line that it gives reproduces it", () =>
  inFolder(async (cwd) => {
    const args = [
      LINE,
      SUBJECT,
      CPU,
      "--like=sgd",
      "--property=order,descends",
      "--runs=1",
      "--seed=1",
      "--max-shrinks=20",
    ];
    const found = await steadfast(["check", ...args], { cwd });
    assertEquals(found.status, 1, found.out + found.err);
    assertStringIncludes(found.out, "\nNOT CLAIMED order: it permutes the samples of a data set\n");
    const [file] = filesIn(cwd);
    assertStringIncludes(found.out, `replay ${file} ${SUBJECT} ${LINE}\n`);
    const again = await steadfast(["replay", file, SUBJECT, LINE], { cwd });
    assertEquals([again.status, again.err], [0, ""], again.out);
    assertStringIncludes(again.out, "\nreproduced to the bit on cpu (");
    const missing = await steadfast(["replay", file, SUBJECT], { cwd });
    assertEquals([missing.status, missing.out], [2, ""]);
    assertStringIncludes(missing.err, "pass --problem=FILE#EXPORT");
    const shrunk = await steadfast(["shrink", file, SUBJECT, LINE, "--no-store", CPU], { cwd });
    assertEquals(shrunk.status, 1, shrunk.err);
    assertStringIncludes(shrunk.out, LINE);
  }));

Deno.test("bad problems give one line, status 2", () =>
  inFolder(async (cwd) => {
    const cases: [string, object, string][] = [
      [`${PROBLEMS}#none`, CONFIG, `--problem=${PROBLEMS}#none: must name an exported function: `],
      [
        `${PROBLEMS}#nothing`,
        CONFIG,
        `--problem=${PROBLEMS}#nothing: must give a Problem, such as fromFunction and fromLayersModel do\n`,
      ],
      ["none.ts#line", CONFIG, "--problem=none.ts#line: cannot be loaded: Module not found"],
      ["line", CONFIG, "--problem=line: must be FILE#EXPORT, such as my_problem.ts#bowl\n"],
      [
        `${PROBLEMS}#line`,
        { ...CONFIG, problem: "classifier" },
        `--problem=${PROBLEMS}#line: must be left out: the config is of `,
      ],
    ];
    for (const [name, config, message] of cases) {
      const args = ["train", "-", `--problem=${name}`, CPU],
        { status, out, err } = await steadfast(args, { cwd, input: JSON.stringify(config) });
      assertEquals([status, out], [2, ""]);
      assert(err.startsWith(`steadfast: ${message}`) && err.trimEnd().split("\n").length === 1, err);
    }
  }));
