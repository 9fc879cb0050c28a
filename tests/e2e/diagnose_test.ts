import { assert, assertEquals, assertLess, assertStringIncludes } from "@std/assert";
import { filesIn, inFolder, interrupted, steadfast, SUBJECTS } from "./_program.ts";

const ROOT = `${import.meta.dirname}/../..`, TRACES = `${ROOT}/fixtures/traces`;
const LATE = await Deno.readTextFile(`${TRACES}/late_rise_collapse.csv`);
const ADAM = ["--optimizer=adam", "--rate=0.0002", "--beta1=.9", "--beta2=.999"];

/** Overshoots at every step and leaves: a second and less. */
const UNSTABLE = {
  problem: "quadratic",
  quadratic: { dimension: 2, largest: 4 },
  steps: 60,
  optimizer: { kind: "sgd", learningRate: { absolute: 0.8 } },
};
const STABLE = { ...UNSTABLE, optimizer: { kind: "sgd", learningRate: { absolute: 0.1 } } };

Deno.test("a log: what to check, as text and as JSON, from a file and from standard input", () =>
  inFolder(async (cwd) => {
    const text = await steadfast(["diagnose", "--log=-", ...ADAM], { cwd, input: LATE });
    assertEquals([text.status, text.err], [1, ""]);
    assert(
      text.out.startsWith("The training loss goes down and then up.\n  Judged late rise from step 160,"),
      text.out,
    );
    assertStringIncludes(text.out, "\nUnproven: from a log alone.");
    assertStringIncludes(text.out, "\n1. the decay of the preconditioner (supported)\n");
    const file = `${TRACES}/late_rise_collapse.csv`, args = ["diagnose", `--log=${file}`, ...ADAM, "--json"];
    const { status, out } = await steadfast(args, { cwd }), json = JSON.parse(out);
    assertEquals([status, out.trimEnd().split("\n").length], [1, 1]);
    assertEquals(Object.keys(json), [
      ...["log", "unproven", "judgement", "onset", "recovered", "confidence", "symptoms", "course", "reading", "known"],
      ...["findings", "notes", "missing", "reproduction"],
    ]);
    assertEquals([json.log, json.unproven, json.judgement, json.course], [file, true, "late-rise", "collapse"]);
    assertEquals(Object.keys(json.findings[0]), ["mechanism", "standing", "score", "clues", "experiment"]);
    assertEquals(json.known, { unit: "updates", optimizer: "adam", rate: 0.0002, beta1: 0.9, beta2: 0.999 });
    assertEquals(filesIn(cwd), []);
  }));

Deno.test("the line to copy runs the training of ours that a log's diagnosis proposes", () =>
  inFolder(async (cwd) => {
    const { out } = await steadfast(["diagnose", "--log=-", ...ADAM, "--json"], { cwd, input: LATE });
    const input = JSON.stringify(JSON.parse(out).reproduction.config);
    const { status, out: curve } = await steadfast(["train", "-", "--backend=wasm"], { cwd, input });
    assert(status !== 2 && curve.startsWith("training   271 steps"), curve);
  }));

Deno.test("a log's exit status: stable 0, a cause that it supports 1, malformed 2, none 3; epochs by their name", () =>
  inFolder(async (cwd) => {
    const cases: [string, string[], number][] = [
      ["stable", [], 0],
      ["gentle_rise", [], 0],
      ["diverged_nan", [], 1],
      ["no_progress", [], 3],
      ["late_rise_epochs", ADAM, 3],
      ["late_rise_epochs", [...ADAM, "--samples=4000", "--batch=10"], 1],
      ["late_rise_epochs", [...ADAM, "--unit=updates"], 3],
    ];
    for (const [name, args, expected] of cases) {
      const { status, out, err } = await steadfast(["diagnose", `--log=${TRACES}/${name}.csv`, ...args], { cwd });
      assertEquals([status, err], [expected, ""], out);
    }
    const numbered = await steadfast(["diagnose", "--log=-"], { cwd, input: "loss\n1\n.5\n" });
    assertEquals(numbered.err, "standard input: there are no steps: the points are numbered from 0\n");
  }));

Deno.test("a config that fails: why, on standard output, and a page that replaces an earlier one, but nothing else", (t) =>
  inFolder(async (cwd) => {
    await Deno.writeTextFile(`${cwd}/config.json`, JSON.stringify(UNSTABLE));
    await Deno.writeTextFile(`${cwd}/notes.html`, "mine");
    await Deno.writeTextFile(`${cwd}/page.html`, "<!doctype html>\nan earlier page");
    const args = ["diagnose", "config.json", "--backend=wasm"];

    await t.step("as text, with a page", async () => {
      const { status, out, err } = await steadfast([...args, "--out=page.html"], { cwd });
      assertEquals(status, 1, out + err);
      assert(out.startsWith("The training diverges.\n"), out);
      assert(err.endsWith("the page is page.html\n"), err);
      const page = await Deno.readTextFile(`${cwd}/page.html`);
      assert(/^<!doctype html/i.test(page) && page.includes("The training diverges"), page.slice(0, 200));
      assertEquals(filesIn(cwd), ["config.json", "notes.html", "page.html"]);
    });

    await t.step("as JSON", async () => {
      const { status, out } = await steadfast([...args, "--json"], { cwd }), diagnosis = JSON.parse(out);
      assertEquals([status, diagnosis.failure.judgement, diagnosis.mechanism], [1, "diverged", "rate-above-bound"]);
    });

    await t.step("a file that is no page is left alone, before any work", async () => {
      const { status, out, err } = await steadfast([...args, "--out=notes.html"], { cwd });
      assertEquals([status, out], [2, ""]);
      assertStringIncludes(err, "notes.html: is there already and is no HTML page: remove it, or name another file");
      assertEquals(await Deno.readTextFile(`${cwd}/notes.html`), "mine");
    });
  }));

Deno.test("a stable config has nothing to diagnose; one whose time is over is not told", () =>
  inFolder(async (cwd) => {
    const stable = await steadfast(["diagnose", "-", "--backend=wasm"], { cwd, input: JSON.stringify(STABLE) });
    assertEquals(stable.status, 0, stable.err);
    assert(stable.out.startsWith("The training is stable.\n"), stable.out);
    const args = ["diagnose", "-", "--backend=wasm", "--timeout=1e-9"];
    const { status, out, err } = await steadfast(args, { cwd, input: JSON.stringify(UNSTABLE) });
    assertEquals([status, out], [3, ""]);
    assertEquals(err, "--timeout=1e-9: was over before the run itself was done: nothing can be told\n");
  }));

Deno.test("a record of what is no curve's failure is refused, saying what a diagnosis is of", () =>
  inFolder(async (cwd) => {
    const record = JSON.parse(await Deno.readTextFile(`${ROOT}/fixtures/failures/seed_case.json`));
    const input = JSON.stringify({ ...record, property: "no-leak" });
    const { status, out, err } = await steadfast(["diagnose", "-"], { cwd, input });
    assertEquals([status, out], [2, ""]);
    assertEquals(
      err,
      "steadfast: standard input: must be a failure of learns, no-late-rise, bounded-rise, descends, in which a loss rises or " +
        "does not fall: it is of no-leak, which shrink and replay explain; its config alone can be diagnosed\n",
    );
  }));

Deno.test("options of the one kind of diagnosis are refused beside the other", () =>
  inFolder(async (cwd) => {
    const cases: [string[], string][] = [
      [[], "arguments: besides options there must be CONFIG_OR_FAILURE, or --log=FILE: there is none"],
      [["a.json", "b.json"], "arguments: besides options there must be "],
      [["a.json", "--log=-"], "a.json: must be left out beside --log: it is one or the other"],
      [["--log=-", "--out=a.html"], "--out: must be left out beside --log: nothing is trained"],
      [["--log=-", "--seeds=10"], "--seeds: must be left out beside --log: nothing is trained"],
      [["a.json", "--beta1=.9"], "--beta1: must stand beside --log: a config has its own"],
      [["--log=-", "--beta1=3"], "--beta1: must be a number from 0 to 1: it is 3"],
      [["--log=-"], "standard input: must have lines step,loss[,accuracy]: it is empty"],
      [["--log=none.csv"], "none.csv: cannot be read: there is no such file"],
      [["a.json", "--out=a.txt"], "--out=a.txt: must end in .html"],
      [["none.json", "--seeds=9"], "--seeds=9: must be a whole number from 10 to 100"],
    ];
    for (const [args, message] of cases) {
      const { status, out, err } = await steadfast(["diagnose", ...args], { cwd });
      assertEquals([status, out, err.trimEnd().split("\n").length], [2, "", 1], err);
      assert(err.startsWith(`steadfast: ${message}`), err);
    }
  }));

Deno.test("an interrupted diagnosis ends soon, with what is known by then", () =>
  inFolder(async (cwd) => {
    const optimizer = { kind: "subject", name: "slow", like: "sgd", learningRate: { absolute: 0.8 } };
    await Deno.writeTextFile(`${cwd}/config.json`, JSON.stringify({ ...UNSTABLE, optimizer }));
    const args = ["diagnose", "config.json", `--subject=${SUBJECTS}#slow`, "--backend=wasm"];
    const early = await interrupted(args, { cwd, sign: "a step\n".repeat(20) });
    assertEquals([early.status, early.out], [3, ""]);
    assert(early.err.endsWith("steadfast: interrupted: nothing was done by then\n"), early.err);
    const late = await interrupted(args, { cwd, sign: "a step\n".repeat(90) });
    assertEquals(late.status, 3);
    assertLess(late.took, 20_000);
    assert(late.out.startsWith("The training diverges.\n"), late.out + late.err);
    assertStringIncludes(late.out, "cut short");
  }));
