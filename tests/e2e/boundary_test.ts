import { assert, assertEquals, assertLess, assertStringIncludes } from "@std/assert";
import { inFolder, interrupted, steadfast, SUBJECTS } from "./_program.ts";

const CONFIG = {
  problem: "quadratic",
  quadratic: { dimension: 3, largest: 4 },
  steps: 1000,
  optimizer: { kind: "sgd", learningRate: { absolute: 1 } },
};

Deno.test("the boundary of a quadratic, as text and as JSON, beside the exact one", () =>
  inFolder(async (cwd) => {
    const input = JSON.stringify(CONFIG), text = await steadfast(["boundary", "-", "--backend=wasm"], { cwd, input });
    assertEquals([text.status, text.err], [0, ""]);
    assertStringIncludes(text.out, "\nthe largest stable rate lies between ");
    assertStringIncludes(text.out, "\ntheory, exact: 0.5 (measured: ");
    const args = ["boundary", "-", "--json", "--tolerance=.2", "--backend=cpu"];
    const json = JSON.parse((await steadfast(args, { cwd, input })).out), [{ stable, unstable }] = json.intervals;
    assert(stable <= 0.5 && unstable >= 0.5 && unstable - stable <= 0.2 * unstable);
  }));

Deno.test("bad options and configs give one line, status 2", () =>
  inFolder(async (cwd) => {
    const cases: [string[], string][] = [
      [["boundary"], "steadfast: arguments: besides options there must be CONFIG: there is none\n"],
      [["boundary", "-", "--tolerance=1"], "steadfast: --tolerance=1: must be a number above 0 and below 1\n"],
      [["boundary", "-", "--seeds=0"], "steadfast: --seeds=0: must be a whole number from 1 to 100\n"],
      [["boundary", "none.json"], "steadfast: none.json: "],
    ];
    for (const [args, message] of cases) {
      const { status, out, err } = await steadfast(args, { cwd, input: JSON.stringify(CONFIG) });
      assertEquals([status, out], [2, ""], err);
      assert(err.startsWith(message), err);
    }
    const wrong = await steadfast(["boundary", "-"], { cwd, input: JSON.stringify({ ...CONFIG, data: {} }) });
    assertStringIncludes(wrong.err, 'standard input: must have no key "data"');
  }));

Deno.test("interrupted, it prints the runs that are done", () =>
  inFolder(async (cwd) => {
    const optimizer = { kind: "subject", name: "slow", like: "sgd", learningRate: { absolute: 1 } };
    await Deno.writeTextFile(`${cwd}/config.json`, JSON.stringify({ ...CONFIG, optimizer, steps: 50 }));
    // Each step is told, the first two are of a trial.
    const args = ["boundary", "config.json", `--subject=${SUBJECTS}#slow`, "--backend=wasm"];
    const run = await interrupted(args, { cwd, sign: "a step\n".repeat(60) });
    assertEquals(run.status, 3);
    assertLess(run.took, 20_000);
    assert(run.out.startsWith("rate ") && run.out.split("\n").length < 10, run.out);
  }));
