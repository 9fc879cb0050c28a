import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  checkStability,
  measured,
  parseTrainingConfig,
  PROPERTIES,
  type Run,
  type StabilityProperty,
  train,
  type Verdict,
} from "../../mod.ts";
import { runCase } from "../../src/check/mod.ts";
import type { Until } from "../../src/check/case.ts";
import { flipped, moody } from "./_subjects.ts";

const SESSION = { backend: "wasm" } as const;
const RELATIVE = parseTrainingConfig({
  steps: 12,
  data: { samples: 8, length: 4 },
  optimizer: { kind: "momentum", learningRate: { timesBound: 0.5 } },
});

/** A property of one plain run that judges as it is told, and what it was shown. */
function telling(verdict: (run: Run) => Verdict, fields: Partial<StabilityProperty> = {}) {
  const seen: Run[] = [], [base] = PROPERTIES;
  const property: StabilityProperty = {
    ...base,
    ...fields,
    plan: (config) => [{ config, quantities: [] }],
    judge([run]) {
      seen.push(run);
      return verdict(run);
    },
  };
  return { property, seen };
}

const HOLDS: Verdict = { kind: "holds", evidence: {} };
const VIOLATED: Verdict = { kind: "violated", failure: "rise", witness: "it rose", evidence: {} };

Deno.test("a rate that is still a multiple is taken of the bound over the curvature at the start", async () => {
  const { property } = telling(() => HOLDS), { config } = await runCase(property, RELATIVE, SESSION);
  const { absolute } = config.optimizer.learningRate as { absolute: number };
  const trace = await train(config, { backend: "wasm", quantities: [{ name: "stability-ratio", every: 100 }] });
  const [pi] = measured(trace, "stability-ratio")[0].values;
  assertAlmostEquals(pi, 0.5, 1e-6);
  assertEquals((await runCase(property, config, SESSION)).config, config);
  // Adam has no state to measure by: the nominal bound.
  const adam = { kind: "adam", learningRate: { timesBound: 0.5 } };
  const nominal = await runCase(property, parseTrainingConfig({ steps: 12, optimizer: adam }), SESSION);
  assertEquals(nominal.config.optimizer.learningRate, { absolute: 0.05 });
  assertEquals(absolute > 0, true);
});

Deno.test("a violation that is doubted is judged again with what was measured; what holds is not measured", async () => {
  const doubts = [{ name: "sharpness", every: 5 }] as const;
  const steps = (run: Run) => measured(run.trace, "sharpness").map(({ step }) => step);
  const once = telling(() => HOLDS, { doubts });
  await runCase(once.property, RELATIVE, SESSION);
  assertEquals(once.seen.map(steps), [[]]);

  const cleared = telling((run) => steps(run).length > 0 ? HOLDS : VIOLATED, { doubts });
  const done = await runCase(cleared.property, RELATIVE, SESSION);
  assertEquals(cleared.seen.map(steps), [[], [0, 5, 10]]);
  assertEquals([done.verdict.kind, done.tally.trainings], ["holds", 1]);

  const sure = telling(() => VIOLATED, { doubts }), kept = await runCase(sure.property, RELATIVE, SESSION);
  assertEquals([kept.verdict, kept.runs.map(steps)], [VIOLATED, [[0, 5, 10]]]);

  const plain = telling(() => VIOLATED);
  await runCase(plain.property, RELATIVE, SESSION);
  assertEquals(plain.seen.length, 1);
});

Deno.test("a fault is found at rates that are no longer small by the table, where it is measured", async () => {
  const rates = { low: 0.05, high: 0.1 };
  const { results } = await checkStability({
    profile: "ci",
    store: false,
    like: "sgd",
    optimizer: flipped,
    properties: ["descends"],
    rates,
    maxShrinks: 0,
  });
  assertEquals([results[0].outcome, results[0].failure!.record.failure], ["violated", "rise"]);
});

Deno.test("two runs of one config that go apart: the first step and quantity, and both values", async () => {
  const replays = PROPERTIES.find(({ name }) => name === "replays")!;
  const config = parseTrainingConfig({
    steps: 9,
    optimizer: { kind: "subject", name: "moody", like: "sgd", learningRate: { absolute: 0.1 } },
  });
  const { runs: [{ trace: a }, { trace: b }], verdict } = await runCase(replays, config, {
    ...SESSION,
    subject: moody(),
  });
  // They begin with the same gradient, and take steps of two lengths.
  const witness = `updateNorm at step 0 is ${a.updateNorm[0]} and ${b.updateNorm[0]}`;
  assertEquals(verdict, {
    kind: "violated",
    failure: "not-replayed",
    witness: `two runs of one config differ: ${witness}`,
    evidence: { step: 0, quantity: "updateNorm" },
  });
});

Deno.test("a case that may end early is that of the first steps with which it fails so, and else of all", async () => {
  const { property } = telling(({ trace }) => trace.loss.length < 7 ? HOLDS : VIOLATED);
  const config = (await runCase(property, RELATIVE, SESSION)).config;
  const until = async (steps: number[], failure = "rise") => {
    const given: Until = { failure, steps };
    return await runCase(property, config, { ...SESSION, until: given });
  };
  const early = await until([5, 8, 10, 12]);
  assertEquals(early, await runCase(property, { ...config, steps: 8 }, SESSION));
  assertEquals([early.config.steps, early.tally.steps, early.tally.trainings], [8, 8, 1]);
  assertEquals(await until([5, 8, 10, 12], "other"), await runCase(property, config, SESSION));
});

Deno.test("a case that becomes non-finite before its end is that of the first steps that hold it all", async () => {
  const { property } = telling(({ trace }) => trace.ending.kind === "completed" ? HOLDS : VIOLATED);
  const optimizer = { ...RELATIVE.optimizer, learningRate: { absolute: 1e30 } };
  const blown = { ...RELATIVE, optimizer, loss: { kind: "cross-entropy", log2Scale: 20 } } as const;
  const early = await runCase(property, blown, { ...SESSION, until: { failure: "rise", steps: [1, 2, 9, 12] } });
  const { length } = early.runs[0].trace.loss, steps = [1, 2, 9, 12].find((n) => n >= length)!;
  assertEquals([early.verdict, early.config.steps], [VIOLATED, steps]);
  assertEquals(early, await runCase(property, { ...blown, steps }, SESSION));
});
