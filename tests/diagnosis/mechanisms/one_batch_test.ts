import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  type ClassifierConfig,
  parseTrainingConfig,
  type ReshuffledOrder,
  type TrainingConfig,
} from "../../../src/core/mod.ts";
import { Laboratory, type Setup } from "../../../src/diagnosis/laboratory.ts";
import { jumpOf, oneBatch } from "../../../src/diagnosis/mechanisms/_one_batch.ts";
import { batches } from "../../../src/diagnosis/mechanisms/batches.ts";
import { at, observationOf, outcomeOf } from "../_observation.ts";

const CONFIG = parseTrainingConfig<object>({ optimizer: at(0.1), batchSize: 4 }) as ClassifierConfig;

/** Gradients of norm 1 but for a jump, of a run that fails at step 60. */
function jumping(norms: Record<number, number>, onset = 60) {
  const observation = observationOf([], { onset, loss: Array(80).fill(1), config: CONFIG as TrainingConfig });
  for (const [step, norm] of Object.entries(norms)) observation.outcome.trace.gradientNorm[Number(step)] = norm;
  return observation;
}

/** Runs that fail unless a step of `holding` has another batch. */
class Steps extends Laboratory {
  readonly replaced: { step: number; by: number }[] = [];
  constructor(readonly holds: (step: number) => boolean) {
    super({});
  }
  override run({ config }: Setup) {
    const { replace } = (config as ClassifierConfig).batchOrder as ReshuffledOrder;
    if (replace) this.replaced.push(replace);
    return Promise.resolve(outcomeOf(replace && this.holds(replace.step) ? [1, 0.1] : [1, 9]));
  }
}

const told = async (holds: (step: number) => boolean, observation = jumping({ 50: 12 })) => {
  const lab = new Steps(holds), one = await oneBatch(observation, { config: CONFIG, order: { seed: 7 } }, lab);
  return { lab, one };
};

Deno.test("the jump is the largest multiple of what the gradient was just before, up to the onset", async () => {
  assertEquals(jumpOf(jumping({ 30: 3, 50: 12, 70: 90 })), { step: 50, jump: 12 });
  // Early on there is nothing to compare with, and a jump stays one if what comes later is larger, but grew.
  assertEquals(jumpOf(jumping({ 2: 90, 9: 4 })), { step: 9, jump: 4 });
  const grown = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [20 + i, 1.1 ** i]));
  assertEquals(jumpOf(jumping({ ...grown, 15: 6 })).step, 15);
  assertEquals(jumpOf(jumping({}, 4)), { step: 0, jump: 0 });
  // Less than twice as much is none.
  const { lab, one } = await told(() => false, jumping({ 50: 1.9 }));
  assertEquals([lab.replaced, one], [[], { says: "", evidence: {} }]);
  assertEquals((await told(() => false, jumping({ 50: 2 }))).one.evidence.jumpAt, 50);
});

Deno.test("where the step holds with each other batch, and no earlier step with another, that batch is to blame", async () => {
  const { lab, one } = await told((step) => step === 50),
    [own, earlier] = [lab.replaced.slice(0, 6), lab.replaced.slice(6)];
  assertEquals(own.map(({ step }) => step), Array(6).fill(50));
  assertEquals(new Set(own.map(({ by }) => by)).size, 6);
  assert(own.every(({ by }) => by !== 50) && earlier.every(({ step, by }) => step < 50 && by !== step));
  assertEquals(new Set(earlier.map(({ step }) => step)).size, 6);
  const { jumpAt, jump, otherBatchesFailed, earlierStepsFailed } = one.evidence;
  assertEquals([jumpAt, jump, otherBatchesFailed, earlierStepsFailed], [50, 12, 0, 6]);
  assertStringIncludes(one.says, "step 50 the gradient jumped to 12 times");
  const { change, restores, setup: { config } } = one.change!;
  assertEquals([change, restores], ["the batch of step 50 -> that of step 51", true]);
  assertEquals(config as ClassifierConfig, { ...CONFIG, batchOrder: { seed: 7, replace: { step: 50, by: 51 } } });
});

Deno.test("where any change of a batch removes the failure, none is to blame; where this one does not, no other is tried", async () => {
  const chaotic = await told(() => true);
  assertEquals([chaotic.one.change, chaotic.one.evidence.earlierStepsFailed], [undefined, 0]);
  const failing = await told(() => false);
  assertEquals([failing.one.change, failing.one.evidence.otherBatchesFailed], [undefined, 6]);
  assertEquals([failing.lab.replaced.length, failing.one.evidence.earlierStepsFailed], [6, undefined]);
});

Deno.test("half of the earlier steps is not most of them", async () => {
  const { one } = await told((step) => step === 50 || step < 25);
  assertEquals([one.change, one.evidence.earlierStepsFailed], [undefined, 3]);
  const most = await told((step) => step === 50 || step < 15);
  assertEquals(most.one.evidence.earlierStepsFailed, 4);
  assert(most.one.change);
});

Deno.test("batches tell of it, and try the run without that batch first", async () => {
  const { says, evidence, changes } = await batches.examine(jumping({ 50: 12 }), new Steps((step) => step === 50));
  assertEquals([evidence.jumpAt, changes[0].intervention], [50, "another batch"]);
  assertStringIncludes(says, "with another batch at an earlier step 6 of 6");
});

Deno.test("of a run of batches of one sample that leaves at step 92: with any other at step 91 it stays down", async () => {
  const config = parseTrainingConfig({
    problem: "classifier" as const,
    steps: 100,
    data: { task: "counting", samples: 24, length: 6, features: 1, classes: 2, seed: 325 },
    model: { units: 6 },
    optimizer: { kind: "sgd", learningRate: { absolute: 0.1 } },
    batchSize: 1,
    seed: 325,
  }) as ClassifierConfig;
  const lab = new Laboratory({ backend: "wasm" }), outcome = await lab.run({ config }), { onset } = outcome.truth;
  const seen = { ...observationOf([], { onset: onset!, config: config as TrainingConfig }), outcome };
  const { evidence, change } = await oneBatch(seen, { config, order: {} }, lab);
  assertEquals([outcome.truth.judgement, onset, evidence.jumpAt], ["late-rise", 92, 91]);
  assertEquals([evidence.otherBatchesFailed, evidence.earlierStepsFailed], [0, 6]);
  assertEquals((await lab.run(change!.setup)).fails, false);
});
