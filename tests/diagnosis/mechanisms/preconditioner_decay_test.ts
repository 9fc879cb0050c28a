import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { parseTrainingConfig, type QuadraticConfig } from "../../../src/core/mod.ts";
import { Laboratory } from "../../../src/diagnosis/laboratory.ts";
import type { Suspicion } from "../../../src/diagnosis/mechanism.ts";
import { preconditionerDecay } from "../../../src/diagnosis/mechanisms/preconditioner_decay.ts";
import type { MedianAt, Ratio } from "../../../src/diagnosis/observation.ts";
import { at, observationOf, quadraticConfig, ratiosOf } from "../_observation.ts";

const BETA2 = 0.99, EPSILON = 1e-3, RATE = 0.1, BOUND = 38, ONSET = 900;
const ADAM = quadraticConfig(at(RATE, "adam", { beta2: BETA2, epsilon: EPSILON }), { steps: 1000 });
const STEPS = Array.from({ length: 91 }, (_, k) => 10 * k);
/** sqrt(v) decays as beta2^(t / 2), and epsilon is added to it. */
const decaying = (step: number) => EPSILON + BETA2 ** (step / 2);

const examine = async (
  ratios: Ratio[],
  { config = ADAM, preconditioners = [] }: { config?: QuadraticConfig; preconditioners?: MedianAt[] } = {},
): Promise<Suspicion> =>
  await preconditionerDecay.examine(
    observationOf(ratios, { onset: ONSET, config, preconditioners }),
    new Laboratory({}),
  );
/** A preconditioner whose median is the given function of the step. */
const medians = (median: (step: number) => number): MedianAt[] => STEPS.map((step) => ({ step, median: median(step) }));
/** A median that falls so many times after step 250. */
const falling = (fall: number) => medians((step) => step > 250 ? 1 / fall : 1);
const decay = (curvature: number) =>
  ratiosOf(STEPS, { rate: () => RATE, bound: BOUND, curvature: () => curvature, preconditioner: decaying });

Deno.test("v that decays in a quiet phase: all of the growth, the crossing by the closed form, and eps* = rate x curvature / bound", async () => {
  for (const curvature of [5, 8, 30]) {
    const star = RATE * curvature / BOUND, crossing = 2 / -Math.log(BETA2) * Math.log(1 / (star - EPSILON));
    const { plausible, evidence, says } = await examine(decay(curvature));
    assert(plausible);
    assertAlmostEquals(evidence.share as number, 1, 0.05);
    assertAlmostEquals(evidence.predictedCrossing as number, crossing, 1e-6);
    // Measured at each tenth step, the first one above 1.
    assertEquals(evidence.observedCrossing, 10 * Math.ceil(crossing / 10));
    assertAlmostEquals(evidence.epsilonStar as number, star, 1e-12);
    assert(says.includes(`step ${Math.round(crossing)}`) && says.includes("eps*"), says);
  }
});

Deno.test("where at the largest curvature it would have passed before the decay was looked at, no crossing is foreseen", async () => {
  // The landscape is four times as sharp in the end.
  const curvature = (step: number) => step > 600 ? 80 : 20;
  const ratios = ratiosOf(STEPS, {
    rate: () => RATE,
    bound: BOUND,
    curvature,
    preconditioner: (step) => 0.1 * Math.exp(-step / 800),
  });
  const { evidence } = await examine(ratios);
  assertEquals(evidence.observedCrossing, 520);
  assertEquals("predictedCrossing" in evidence, false);
});

Deno.test("its cures leave the rate alone: AMSGrad, an epsilon above eps*, a lower beta2", async () => {
  const { changes, evidence } = await examine(decay(8)), kinds = changes.map(({ setup }) => setup.config.optimizer);
  assert(kinds.every(({ learningRate }) => "absolute" in learningRate && learningRate.absolute === RATE));
  assert(kinds.some(({ kind }) => kind === "amsgrad"));
  const epsilons = kinds.flatMap((kind) => "epsilon" in kind && kind.epsilon !== EPSILON ? [kind.epsilon] : []);
  assert(epsilons.length > 0 && epsilons.every((epsilon) => epsilon > EPSILON && epsilon <= 1));
  assert(epsilons.some((epsilon) => epsilon > (evidence.epsilonStar as number)));
  assert(kinds.some((kind) => "beta2" in kind && kind.beta2 < BETA2));
});

Deno.test("a landscape that gets sharper is not it, unless the median fell as well; nor is what never was above 1", async () => {
  const sharper = ratiosOf(STEPS, {
    rate: () => RATE,
    bound: BOUND,
    curvature: (step) => 38 * Math.exp(step / 100 - 5),
    preconditioner: () => 0.1,
  });
  const { plausible, evidence } = await examine(sharper);
  assertEquals(plausible, false);
  assertAlmostEquals(evidence.share as number, 0, 1e-9);
  const beside = async (fall: number) => {
    const { plausible, evidence } = await examine(sharper, { preconditioners: falling(fall) });
    return [plausible, evidence.medianFall];
  };
  assertEquals([await beside(2), await beside(4)], [[false, 2], [true, 4]]);
  // At less than what epsilon alone allows it can never pass.
  assertEquals((await examine(decay(0.3))).plausible, false);
});

Deno.test("the median falls from where it was largest, between the fifth step and the onset", async () => {
  const fallOf = async (median: (step: number) => number) =>
    (await examine(decay(8), { preconditioners: medians(median) })).evidence.medianFall;
  // It rises, falls by 8, and comes back.
  assertEquals(await fallOf((step) => step < 300 ? 1 : step < 400 ? 4 : step < 500 ? 0.5 : 2), 8);
  assertEquals(await fallOf((step) => step === 0 ? 100 : 1), 1, "the first updates are of few gradients");
  assertEquals(await fallOf((step) => step), 1, "it only rises");
  const late = [...medians(() => 1), { step: ONSET + 10, median: 0.01 }];
  assertEquals((await examine(decay(8), { preconditioners: late })).evidence.medianFall, 1);
});

Deno.test("an epsilon that holds the median near where it was removes the decay and nothing else, as does AMSGrad; others do more", async () => {
  // It fell to .05, of which epsilon is hardly a part.
  const { changes, evidence } = await examine(decay(8), {
    preconditioners: medians((step) => step < 300 ? 0.2 : 0.05),
  });
  assertEquals(evidence.medianFall, 4);
  const words = (restored: boolean) =>
    changes.filter(({ restores }) => (restores ?? false) === restored).map(({ change }) => change);
  assertEquals(words(true), ["kind adam -> amsgrad", ...[0.02, 0.06, 0.2].map((held) => `epsilon 0.001 -> ${held}`)]);
  assert(words(false).some((change) => change.startsWith("epsilon ")));
  assert(words(false).some((change) => change.startsWith("beta2 ")));
  // Without a fall, or with a small one, there is nothing to hold.
  for (const fall of [1, 2]) {
    const { changes } = await examine(decay(8), { preconditioners: falling(fall) });
    assertEquals(changes.filter(({ restores }) => restores).map(({ intervention }) => intervention), ["amsgrad"]);
  }
});

Deno.test("where it was above 1 from the start no share is claimed: it is not it, unless the median fell", async () => {
  assertEquals((await examine(decay(1000))).plausible, false);
  assertEquals((await examine(decay(1000), { preconditioners: falling(2) })).plausible, false);
  const { plausible, evidence, says, changes } = await examine(decay(1000), { preconditioners: falling(4) });
  assertEquals([plausible, evidence.share, evidence.predictedCrossing], [true, undefined, undefined]);
  assertAlmostEquals(evidence.epsilonStar as number, RATE * 1000 / BOUND, 1e-12);
  assert(says.startsWith("The stability ratio was above 1 since the first measurements, and "), says);
  assert(says.includes(" Its median fell 4 times, from 1 at step 10, by step 260."), says);
  assert(changes.some(({ setup }) => setup.config.optimizer.kind === "amsgrad"));
});

Deno.test("a rule without a mean square that decays has none", async () => {
  for (const kind of ["sgd", "momentum", "adagrad", "amsgrad", "adamax"]) {
    assertEquals((await examine(decay(8), { config: quadraticConfig(at(RATE, kind)) })).plausible, false, kind);
  }
});

Deno.test("of RMSProp, whose epsilon stands under the root, eps* is the square", async () => {
  const config = parseTrainingConfig({
    problem: "quadratic" as const,
    optimizer: at(RATE, "rmsprop", { decay: BETA2, epsilon: 1e-12 }),
  });
  const ratios = ratiosOf(STEPS, {
    rate: () => RATE,
    bound: 2,
    curvature: () => 4,
    preconditioner: (step) => BETA2 ** (step / 2),
  });
  const { plausible, evidence, changes } = await examine(ratios, { config });
  assert(plausible);
  assertAlmostEquals(evidence.epsilonStar as number, (RATE * 4 / 2) ** 2, 1e-12);
  assertAlmostEquals(evidence.predictedCrossing as number, 2 / -Math.log(BETA2) * Math.log(1 / 0.2), 0.1);
  assert(changes.some(({ setup: { config: { optimizer } } }) => "decay" in optimizer && optimizer.decay < BETA2));
});
