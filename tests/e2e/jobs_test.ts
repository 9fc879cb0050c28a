import { assert, assertEquals, assertLess, assertStringIncludes } from "@std/assert";
import { filesIn, inFolder, interrupted, type Outcome, steadfast, SUBJECTS } from "./_program.ts";

const HANGING = [`--subject=${SUBJECTS}#hanging`, "--like=sgd", "--backend=wasm", "--seed=1"];
const CHECK = ["check", ...HANGING, "--runs=3", "--property=no-leak,replays"];
/** Far less than the default limit of a case, ms; far more than a busy machine needs to stop. */
const SOON = 20_000;

/** A report but for the time it took. */
function timeless({ status, out }: Outcome): unknown {
  return [status, out.replace(/, [\d.]+ s\n/, "\n")];
}

Deno.test("any number of jobs gives the same report", () =>
  inFolder(async (cwd) => {
    const args = ["check", "--optimizer=sgd,rmsprop-centered", "--property=learns,no-leak", "--seed=3", "--runs=1"];
    const one = await steadfast([...args, "--rates=30..300", "--max-shrinks=5", "--jobs=1", "--no-store"], {
      cwd,
      task: "check",
    });
    const two = await steadfast([...args, "--rates=30..300", "--max-shrinks=5", "--jobs=2", "--no-store"], {
      cwd,
      task: "check",
    });
    assertEquals(one.status, 1, one.err);
    assertEquals(timeless(two), timeless(one));
  }));

Deno.test("a hung worker is a violation with the line to copy, and the program ends", () =>
  inFolder(async (cwd) => {
    const { status, out, err } = await steadfast([...CHECK, "--jobs=2", "--case-timeout=1"], { cwd, task: "check" });
    assertEquals([status, filesIn(cwd)], [1, []], err);
    assertStringIncludes(out, "\nno-leak  ");
    assertStringIncludes(out, "\nFAIL replays / _subjects.ts#hanging: hung\n");
    assertStringIncludes(out, "it did not end within 1 s: its worker hung\n");
    const [, line] = /to reproduce: (.*)/.exec(out)!;
    const args = ["-c", `${line} --case-timeout=1`];
    const again = await new Deno.Command("sh", { args, cwd, env: { CI: "" } }).output();
    assertEquals(again.code, 1);
    assertStringIncludes(new TextDecoder().decode(again.stdout), "replays: hung\n");
  }));

Deno.test("interrupted while its workers hang, it prints what is done and ends, threads and all", () =>
  inFolder(async (cwd) => {
    const run = await interrupted([...CHECK, "--jobs=2"], { cwd, sign: "hangs now" });
    assertEquals(run.status, 3);
    assertLess(run.took, SOON);
    assert(/ aborted after \d+ of 6 cases /.test(run.out.replace(/\s+/g, " ")), run.out);
    assert(run.err.endsWith("steadfast: interrupted: this is what was done by then\n"), run.err);
  }));
