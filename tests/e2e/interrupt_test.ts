import { assert, assertEquals, assertLess } from "@std/assert";
import { filesIn, inFolder, interrupted, SUBJECTS } from "./_program.ts";

const SLOW = `--subject=${SUBJECTS}#slow`;
const NOTE = "steadfast: interrupted: this is what was done by then\n";
/** Far less than the minutes that the command would go on, ms; far more than a busy machine needs to stop it. */
const SOON = 20_000;

/** What a subject's config leaves to shrink: enough for minutes of slow steps. */
const CONFIG = {
  steps: 100,
  data: { samples: 32, length: 8, features: 2, noise: 0.1 },
  model: { cell: "lstm" },
  optimizer: { kind: "subject", name: "slow", like: "sgd", learningRate: { absolute: 0.005 } },
};

Deno.test("an interrupted check prints what is done", () =>
  inFolder(async (cwd) => {
    const args = ["check", SLOW, "--like=sgd", "--property=true-gradient,replays", "--runs=3", "--backend=wasm"];
    const run = await interrupted([...args, "--seed=1"], { cwd, sign: "true-gradient / _subjects.ts#slow: " });
    assertEquals(run.status, 3);
    assertLess(run.took, SOON);
    assert(/\ntrue-gradient +\d+\nreplays +\?\d+\n\nINCONCLUSIVE replays \/ /.test(run.out), run.out);
    assert(run.out.endsWith("\nInconclusive.\n") && run.err.endsWith(NOTE), run.err);
    assert(!run.err.includes(": inconclusive"), run.err);
    assertEquals(filesIn(cwd), []);
  }));

Deno.test("an interrupted shrink keeps and prints the smallest so far", () =>
  inFolder(async (cwd) => {
    await Deno.writeTextFile(`${cwd}/config.json`, JSON.stringify(CONFIG));
    const args = ["shrink", "config.json", SLOW, "--property=descends", "--backend=wasm"];
    const run = await interrupted(args, { cwd, sign: "violated: descends: " });
    assertEquals(run.status, 3);
    assertLess(run.took, SOON);
    const [file, ...others] = filesIn(cwd).filter((name) => name !== "config.json");
    assertEquals(others, []);
    assert(run.out.endsWith(` replay ${file} ${SLOW}\n`), run.out);
    assert(run.err.endsWith(NOTE), run.err);
  }));

Deno.test("an interrupted training prints its curve up to there", () =>
  inFolder(async (cwd) => {
    await Deno.writeTextFile(`${cwd}/config.json`, JSON.stringify(CONFIG));
    const args = ["train", "config.json", SLOW, "--backend=wasm"];
    const run = await interrupted([...args, "--format=csv"], { cwd, sign: "a step\n".repeat(10) });
    assertEquals(run.status, 3);
    assertLess(run.took, SOON);
    const lines = run.out.trimEnd().split("\n");
    assert(lines[0] === "step,loss,accuracy" && lines.length > 5 && lines.length < 95, run.out);
    assert(run.err.endsWith(NOTE), run.err);
  }));

Deno.test("an interrupted conform prints what holds by then, and that it was interrupted", () =>
  inFolder(async (cwd) => {
    const args = ["conform", "--backend=cpu", "--runs=5000"];
    const run = await interrupted(args, { cwd, sign: " / sgd" });
    assertEquals(run.status, 3);
    assertLess(run.took, SOON);
    assert(!run.out.includes("All laws hold"), run.out);
    assert(run.err.endsWith(NOTE), run.err);
  }));

Deno.test("an interrupted wait for standard input ends", () =>
  inFolder(async (cwd) => {
    // The warning about the first log tells that the second is waited for.
    await Deno.writeTextFile(`${cwd}/log.csv`, "loss\n1\n.5\n");
    const run = await interrupted(["judge", "log.csv", "-"], { cwd, sign: "there are no steps" });
    assertEquals(run.status, 3);
    assertLess(run.took, SOON);
    assert(
      run.out.startsWith("log.csv: ") && run.err.endsWith("steadfast: interrupted: nothing was done by then\n"),
      run.err,
    );
  }));

Deno.test("a second interrupt ends the program at once", () =>
  inFolder(async (cwd) => {
    await Deno.writeTextFile(`${cwd}/config.json`, JSON.stringify(CONFIG));
    const module = 'console.error("waiting"); await new Promise((resume) => setTimeout(resume, 60_000));';
    await Deno.writeTextFile(`${cwd}/endless.ts`, module);
    const args = ["train", "config.json", "--subject=endless.ts#none", "--backend=wasm"];
    const { status, out, took } = await interrupted(args, { cwd, sign: "waiting", again: true });
    assertEquals([status, out], [130, ""]);
    assertLess(took, SOON);
  }));
