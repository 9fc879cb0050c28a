import { digits } from "../_words.ts";
import { changeOptimizer } from "../changes.ts";
import { type Change, type MechanismRule, refuted } from "../mechanism.ts";
import { growth } from "../growth.ts";
import type { Observation, Ratio } from "../observation.ts";
import { isUnderRoot, percent, starWords } from "./_growth_words.ts";

/** The share of the growth of ln pi that the preconditioner must have. */
const SHARE = 0.3;
/** What pi is to come down to. */
const TARGET = 0.7;
/** Factors on the epsilon that would bring it there. */
const FACTORS = [1, 3, 10, 30, 100];

/**
 * The mean square of the gradient decays while the run is quiet, the steps along the critical direction grow with no change in
 * the landscape, and pi passes 1 (Bai et al., arXiv 2506.04805). The growth of ln pi from its low to the crossing is
 * what rate, curvature and preconditioner add to it; the last must have its share. From a quiet step t0 on, v decays as
 * beta2^t, so pi passes 1 at
 *
 *     t0 + (2 / -ln beta2) ln(sqrt(v_t0) / (eps* - eps)),   eps* = rate x curvature / bound
 *
 * and never with an epsilon of eps* or more.
 */
export const preconditionerDecay: MechanismRule = {
  name: "preconditioner-decay",
  examine(observation) {
    const { optimizer } = observation.config, decay = decayOf(optimizer);
    if (decay === undefined) return refuted(`${optimizer.kind} has no mean square of gradients that decays.`);
    const grown = growth(observation);
    if (!grown) return refuted("The stability ratio did not pass 1 before the run failed.");
    const { crossing, worst, shares, from } = grown;
    if (!shares || !from) {
      return refuted(`The stability ratio was above 1 from the first measurements on, at step ${crossing.step}.`);
    }
    const share = shares.preconditioner, star = starWords(observation.config, worst);
    const predicted = predictedCrossing(from, { config: observation.config, at: worst, decay });
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
      ...star.evidence,
    };
    const says =
      `From step ${from.step} to ${crossing.step} the stability ratio grew from ${digits(from.pi)} past 1; ${
        percent(share)
      } ` +
      `of that, in logarithms, is the preconditioner's, which went from ${digits(from.preconditioner)} to ` +
      `${digits(worst.preconditioner)} along the critical direction.`;
    if (share < SHARE) return refuted(says, evidence);
    const when = predicted === undefined
      ? ""
      : ` By the decay of v alone it would have passed 1 at step ${Math.round(predicted)}.`;
    return { plausible: true, says: says + when + star.says, evidence, changes: changesFor(observation, worst) };
  },
};

/** How much of the mean square stays in a step; undefined of a rule without one that decays. */
function decayOf(optimizer: Observation["config"]["optimizer"]): number | undefined {
  switch (optimizer.kind) {
    case "adam":
    case "adamw":
      return optimizer.beta2;
    case "rmsprop":
    case "rmsprop-centered":
      return optimizer.decay;
  }
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

function changesFor({ config }: Observation, worst: Ratio): Change[] {
  const { optimizer } = config;
  const needed = worst.preconditioner * worst.pi / TARGET;
  const epsilons = "epsilon" in optimizer
    ? FACTORS.map((factor) =>
      isUnderRoot(optimizer.kind) ? (factor * needed) ** 2 : factor * (needed - worst.preconditioner)
    )
      .filter((value) => value > optimizer.epsilon && value <= 1)
    : [];
  const changes = epsilons.map((epsilon) => changeOptimizer(config, { epsilon }, "epsilon"));
  if (optimizer.kind === "adam") changes.unshift(changeOptimizer(config, { kind: "amsgrad" }, "amsgrad"));
  const name = isUnderRoot(optimizer.kind) ? "decay" : "beta2", decay = decayOf(optimizer) ?? 0;
  for (const lower of [0.99, 0.9].filter((value) => value < decay)) {
    changes.push(changeOptimizer(config, { [name]: lower }, name));
  }
  return changes;
}
