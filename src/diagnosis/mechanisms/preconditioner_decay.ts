import { decayOf, digits, type MeanSquareDecay, percent } from "../../core/mod.ts";
import { changeOptimizer, restoring } from "../changes.ts";
import { type Growth, growth } from "../growth.ts";
import { type Change, type MechanismRule, refuted } from "../mechanism.ts";
import type { Observation, Ratio } from "../observation.ts";
import { isUnderRoot, starWords } from "./_growth_words.ts";

/** The share of the growth of ln pi that the preconditioner must have. */
const SHARE = 0.3;
/** Or what its median must have fallen by, in times: the critical direction turns. */
const FALL = 3;
/** The first updates of all, whose mean squares are of few gradients. */
const SETTLED = 5;
/** What pi is to come down to, and how much farther. */
const TARGET = 0.7, FACTORS = [1, 3, 10];
/** Shares of what the preconditioner was before it fell. */
const HELD = [0.1, 0.3, 1];

/**
 * The mean square of the gradient decays while the run is quiet, the steps along the critical direction grow with no change
 * in the landscape, and pi passes 1 (Bai et al., arXiv 2506.04805). The growth of ln pi from its low to the crossing is what
 * rate, curvature and preconditioner add to it; the last must have its share, or its median have fallen several times. From a
 * quiet step t0 on, v decays as beta2^t, so pi passes 1 at
 *
 *     t0 + (2 / -ln beta2) ln(sqrt(v_t0) / (eps* - eps)),   eps* = rate x curvature / bound
 *
 * and never with an epsilon of eps* or more.
 */
export const preconditionerDecay: MechanismRule = {
  name: "preconditioner-decay",
  examine(observation) {
    const { optimizer } = observation.config, decay = decayOf(optimizer);
    if (!decay) return refuted(`${optimizer.kind} has no mean square of gradients that decays.`);
    const grown = growth(observation), fall = largestFall(observation);
    if (!grown) return refuted("The stability ratio did not pass 1 before the run failed.");
    const { worst } = grown,
      growing = growthOf(grown, { observation, decay: decay.value }),
      star = starWords(observation.config, worst);
    const fell = fall.factor > 1
      ? ` Its median fell ${digits(fall.factor)} times, from ${
        digits(fall.peak)
      } at step ${fall.from}, by step ${fall.to}.`
      : "";
    const says = growing.says + fell, evidence = { ...growing.evidence, medianFall: fall.factor, ...star.evidence };
    if (!(growing.share >= SHARE) && !(fall.factor > FALL)) return refuted(says, evidence);
    return {
      plausible: true,
      says: says + star.says,
      evidence,
      changes: changesFor(observation, { worst, fall, decay }),
    };
  },
};

/** The share of the preconditioner in the growth of pi, in words and numbers; NaN where it was above 1 since the start. */
function growthOf(
  { crossing, worst, shares, from }: Growth,
  { observation: { config }, decay }: { observation: Observation; decay: number },
): { share: number; says: string; evidence: Record<string, number> } {
  if (!shares || !from) {
    const says = `The stability ratio was above 1 since the first measurements, and ${
      digits(worst.pi)
    } at step ${worst.step}.`;
    return { share: NaN, says, evidence: { stabilityRatio: worst.pi, atStep: worst.step } };
  }
  const share = shares.preconditioner, predicted = predictedCrossing(from, { config, at: worst, decay });
  const evidence = {
    share,
    shareOfCurvature: shares.curvature,
    fromStep: from.step,
    stabilityRatioFrom: from.pi,
    stabilityRatio: worst.pi,
    preconditionerFrom: from.preconditioner,
    preconditionerTo: worst.preconditioner,
    observedCrossing: crossing.step,
    ...predicted !== undefined && { predictedCrossing: predicted },
  };
  const when = predicted === undefined
    ? ""
    : ` By the decay of v alone it would have passed 1 at step ${Math.round(predicted)}.`;
  const says = `From step ${from.step} to ${crossing.step} the stability ratio grew from ${digits(from.pi)} past 1; ` +
    `${percent(share, 2)} of that, in logarithms, is the preconditioner's, which went from ${
      digits(from.preconditioner)
    } to ` +
    `${digits(worst.preconditioner)} along the critical direction.${when}`;
  return { share, says, evidence };
}

/** The largest fall of the median of the preconditioner's diagonal before the run failed, in times. */
interface Fall {
  factor: number;
  peak: number;
  from: number;
  to: number;
}

function largestFall({ preconditioners, onset }: Observation): Fall {
  let peak = { median: 0, step: 0 }, most = { factor: 1, peak: 0, from: 0, to: 0 };
  for (const { step, median } of preconditioners.filter(({ step }) => step >= SETTLED && step <= onset)) {
    if (median > peak.median) peak = { median, step };
    const factor = peak.median / median;
    if (factor > most.factor) most = { factor, peak: peak.median, from: peak.step, to: step };
  }
  return most;
}

/** What epsilon adds to the preconditioner. */
function rootOf(optimizer: Observation["config"]["optimizer"]): number {
  if (!("epsilon" in optimizer)) return 0;
  return isUnderRoot(optimizer.kind) ? Math.sqrt(optimizer.epsilon) : optimizer.epsilon;
}

/** Undefined if it would not be passed, or is already. */
function predictedCrossing(
  from: Ratio,
  { config, at, decay }: { config: Observation["config"]; at: Ratio; decay: number },
): number | undefined {
  const epsilon = rootOf(config.optimizer),
    star = at.rate * at.curvature / at.bound,
    root = from.preconditioner - epsilon;
  if (!(star > epsilon) || !(decay > 0 && decay < 1) || root <= star - epsilon) return undefined;
  return from.step + 2 / -Math.log(decay) * Math.log(root / (star - epsilon));
}

/**
 * AMSGrad, which is Adam whose mean square cannot decay; an epsilon that holds the preconditioner near where it was before it
 * fell: each removes the decay and nothing else. Then the epsilon that brings pi below 1 again, and a mean square of
 * fewer steps, which do more.
 */
function changesFor(
  { config }: Observation,
  { worst, fall, decay }: { worst: Ratio; fall: Fall; decay: MeanSquareDecay },
): Change[] {
  const { optimizer } = config, changes: Change[] = [], needed = worst.preconditioner * worst.pi / TARGET;
  const toEpsilon = (root: number) => isUnderRoot(optimizer.kind) ? root ** 2 : root;
  const epsilonAt = (root: number) =>
    changeOptimizer(config, { epsilon: Number(toEpsilon(root).toPrecision(3)) }, "epsilon");
  const isHigher = (root: number) => root > 2 * rootOf(optimizer) && toEpsilon(root) <= 1;
  if (optimizer.kind === "adam") changes.push(restoring(changeOptimizer(config, { kind: "amsgrad" }, "amsgrad")));
  if (fall.factor > FALL) {
    changes.push(...HELD.map((share) => share * fall.peak).filter(isHigher).map(epsilonAt).map(restoring));
  }
  changes.push(...FACTORS.map((factor) => factor * (needed - worst.preconditioner)).filter(isHigher).map(epsilonAt));
  for (const lower of [0.99, 0.9].filter((value) => value < decay.value)) {
    changes.push(changeOptimizer(config, { [decay.name]: lower }, decay.name));
  }
  return changes;
}
