import { assert, assertEquals, assertGreater, assertRejects } from "@std/assert";
import { type Diagnosis, InputError, MECHANISMS, type TrainingConfig } from "../../src/core/mod.ts";
import { diagnose, type DiagnoseOptions } from "../../src/diagnosis/mod.ts";
import { at, quadraticConfig } from "./_observation.ts";
import { classifier, PLANTED } from "./_planted.ts";

const run = (config: TrainingConfig, options: DiagnoseOptions = {}) =>
  diagnose(config, { backend: "wasm", ...options });

/** Made anew by the tests that look at it in another way. */
const found = new Map<string, Diagnosis>();

for (const { says, config, cause, proven, subject, check } of PLANTED) {
  Deno.test(`${says}: ${cause}, ${proven ? "proven" : "supported or proven"}`, async () => {
    const diagnosis = await run(config, { subject }), { findings, standing, mechanism } = diagnosis;
    found.set(says, diagnosis);
    assertEquals(mechanism, cause);
    assert(standing === "proven" || !proven && standing === "supported", `${standing}`);
    assertEquals(findings.map(({ mechanism }) => mechanism).sort(), [...MECHANISMS].sort());
    const [first, ...others] = findings;
    assertEquals([first.mechanism, first.standing], [cause, standing]);
    assert(others.every(({ standing }) => standing !== "proven"));
    const cure = first.cures.find(({ outcome }) => outcome === "cured")!;
    assert(cure.holds && cure.cured.failed <= 1 && cure.cured.runs === 10);
    if (standing === "proven") assertGreater(cure.uncured.failed, 7);
    check?.(first);
    const { uncured, cured } = diagnosis.curves;
    assertEquals(uncured.step.length, uncured.loss.length);
    assertGreater(cured!.step.length, 1);
    assertEquals(cured!.step.at(-1), Math.min(cure.config.steps, 3 * config.steps));
    assertGreater(diagnosis.tally.trainings, 20);
  });

  Deno.test(`${says}: the diagnosis is the same after JSON`, async () => {
    const diagnosis = found.get(says) ?? await run(config, { subject });
    assertEquals(JSON.parse(JSON.stringify(diagnosis)), diagnosis);
  });
}

Deno.test("numbers that are none in a saturated net survive JSON, too", async () => {
  // It is cut where the rate's own experiments would begin, which take long.
  const controller = new AbortController(), onTrial = (what: string) => what.startsWith("rate:") && controller.abort();
  const diagnosis = await run(classifier(at(1e4), { steps: 30 }), { signal: controller.signal, onTrial });
  assertEquals(JSON.parse(JSON.stringify(diagnosis)), diagnosis);
});

Deno.test("two calls give the same diagnosis", async () => {
  const { config, subject } = PLANTED.find(({ cause }) => cause === "optimizer-implementation")!;
  assertEquals(await run(config, { subject }), await run(config, { subject }));
});

Deno.test("a stable run has no mechanism, no finding and no note", async () => {
  for (const config of [quadraticConfig(at(1)), classifier(at(0.05), { steps: 200 })]) {
    const { failure, mechanism, standing, findings, notes, cut, curves } = await run(config);
    assertEquals([mechanism, standing, findings, notes, cut], [null, "unknown", [], [], undefined]);
    assertEquals([failure.judgement, failure.onset, curves.cured], ["stable", null, undefined]);
  }
});

Deno.test("too few or too many seeds, or a part of one, are refused before anything is trained", async () => {
  const onTrial = () => assert(false, "it was trained");
  for (const seeds of [9, 101, 10.5, 0, -10, NaN, Infinity]) {
    const error = await assertRejects(() => run(quadraticConfig(at(2.4)), { seeds, onTrial }), InputError);
    assertEquals(error.message, `seeds: must be a whole number from 10 to 100: it is ${seeds}`);
  }
});

Deno.test("as many pairs are trained as seeds are asked for", async () => {
  const { standing, findings: [{ cures }] } = await run(quadraticConfig(at(2.4)), { seeds: 12 });
  const { uncured, cured } = cures.at(-1)!;
  assertEquals([standing, uncured.runs, cured.runs], ["proven", 12, 12]);
});

Deno.test("a stable run that was above the bound is told in a note, and is no defect", async () => {
  const { failure, mechanism, findings, notes } = await run(classifier(at(0.2)));
  assertEquals([failure.judgement, mechanism, findings], ["stable", null, []]);
  assertEquals(notes.length, 1);
  assert(notes[0].includes("No defect"), notes[0]);
});

Deno.test("an abort amid the experiments keeps what is known by then, and does not throw", async () => {
  const config = quadraticConfig(at(0.05, "momentum", { momentum: 1.05 }));
  for (const after of [1, 2, 4]) {
    const controller = new AbortController();
    let trials = 0;
    const onTrial = () => ++trials === after && controller.abort();
    const { cut, failure, mechanism, curves, findings } = await run(config, { signal: controller.signal, onTrial });
    assertEquals(findings.map(({ mechanism }) => mechanism).sort(), [...MECHANISMS].sort());
    assertEquals([cut, failure.judgement, mechanism, trials], ["aborted", "diverged", null, after]);
    assertGreater(curves.uncured.stabilityRatio.step.length, 1);
  }
});

Deno.test("what was supported when it was cut is the diagnosis, and stands first", async () => {
  const { config } = PLANTED.find(({ cause }) => cause === "schedule")!, controller = new AbortController();
  const onTrial = (what: string) => what.startsWith("rate:") && controller.abort();
  const { cut, mechanism, standing, findings } = await run(config, { signal: controller.signal, onTrial });
  assertEquals([cut, mechanism, standing, findings[0].mechanism], ["aborted", "schedule", "supported", "schedule"]);
});

Deno.test("an abort before anything is known does not throw either", async () => {
  const { cut, mechanism, findings, curves } = await run(quadraticConfig(at(2.4)), { signal: AbortSignal.abort() });
  assertEquals([cut, mechanism, findings, curves.uncured.step], ["aborted", null, [], []]);
});

Deno.test("a deadline that passes amid the experiments likewise", async () => {
  let passed = false;
  const { now } = performance, deadline = 1e15;
  performance.now = () => passed ? 2 * deadline : now.call(performance);
  try {
    const { cut, failure } = await run(quadraticConfig(at(2.4)), { deadline, onTrial: () => passed = true });
    assertEquals([cut, failure.judgement], ["deadline", "diverged"]);
  } finally {
    performance.now = now;
  }
});
