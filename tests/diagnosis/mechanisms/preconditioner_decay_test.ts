import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { parseTrainingConfig } from "../../../src/core/mod.ts";
import { Laboratory } from "../../../src/diagnosis/laboratory.ts";
import type { Suspicion } from "../../../src/diagnosis/mechanism.ts";
import { preconditionerDecay } from "../../../src/diagnosis/mechanisms/preconditioner_decay.ts";
import type { Ratio } from "../../../src/diagnosis/observation.ts";
import { at, observationOf, quadraticConfig, ratiosOf } from "../_observation.ts";

const BETA2 = 0.99, EPSILON = 1e-3, RATE = 0.1, BOUND = 38, ONSET = 900;
const ADAM = quadraticConfig(at(RATE, "adam", { beta2: BETA2, epsilon: EPSILON }), { steps: 1000 });
const STEPS = Array.from({ length: 91 }, (_, k) => 10 * k);
/** sqrt(v) decays as beta2^(t / 2), and epsilon is added to it. */
const decaying = (step: number) => EPSILON + BETA2 ** (step / 2);

/** What is said where the median of the preconditioner falls by a factor at step 250. */
async function examine(ratios: Ratio[], { config = ADAM, fall = 1 } = {}): Promise<Suspicion> {
  const preconditioners = STEPS.map((step) => ({ step, least: 1e-9, median: step > 250 ? 1 / fall : 1, largest: 9 }));
  const observation = observationOf(ratios, { onset: ONSET, config, preconditioners });
  return await preconditionerDecay.examine(observation, new Laboratory({}));
}
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
  assertEquals((await examine(sharper, { fall: 1.5 })).plausible, false);
  const fallen = await examine(sharper, { fall: 8 });
  assertEquals([fallen.plausible, fallen.evidence.medianFall], [true, 8]);
  assert(fallen.says.includes("Its median fell 8 times, from 1 at step 10, by step 260."), fallen.says);
  // At less than what epsilon alone allows it can never pass.
  assertEquals((await examine(decay(0.3))).plausible, false);
});

Deno.test("where it was above 1 from the start it may be it if the median fell: no share is claimed", async () => {
  assertEquals((await examine(decay(1000))).plausible, false);
  const { plausible, evidence, says, changes } = await examine(decay(1000), { fall: 8 });
  assertEquals([plausible, evidence.share, evidence.predictedCrossing], [true, undefined, undefined]);
  assertAlmostEquals(evidence.epsilonStar as number, RATE * 1000 / BOUND, 1e-12);
  assert(says.startsWith("The stability ratio was above 1 since the first measurements, and "), says);
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
