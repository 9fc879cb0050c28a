import { digits } from "../../core/mod.ts";
import { changeOptimizer, restoring } from "../changes.ts";
import { type MechanismRule, refuted } from "../mechanism.ts";
import { growth } from "../growth.ts";

/** What most use; momentum beyond it is looked at. */
const USUAL = 0.9;
/** Lower ones that are tried. */
const LOWER = [0.95, 0.9, 0.5, 0];
/** Below this Adam averages so few gradients that its bound is a fraction of the usual one. */
const LITTLE = 0.6;

/**
 * Momentum moves the bound: a velocity that decays by 1 or more grows by itself; one that decays slowly swings through minima,
 * 1/(1 - momentum) steps long, and with small batches leaves room for rate x curvature up to 2(1 - momentum) only. Adam's
 * bound, (2 + 2 beta1)/(1 - beta1), is 38 at beta1 .9 and 2 at 0.
 */
export const momentum: MechanismRule = {
  name: "momentum",
  examine(observation) {
    const { config } = observation, { optimizer } = config, at = growth(observation);
    if ("beta1" in optimizer) {
      const { beta1 } = optimizer, bound = (2 + 2 * beta1) / (1 - beta1), evidence = { beta1, bound };
      const beside = beta1 === USUAL ? ", as is usual" : `; with the usual ${USUAL} it is 38`;
      const says = `With beta1 ${digits(beta1)} the bound on rate x curvature is ${digits(bound)}${beside}.`;
      if (beta1 >= LITTLE || !at) return refuted(says, evidence);
      return {
        plausible: true,
        says,
        evidence,
        changes: [restoring(changeOptimizer(config, { beta1: USUAL }, "beta1"))],
      };
    }
    if (!("momentum" in optimizer)) return refuted(`${optimizer.kind} has no momentum.`);
    const own = optimizer.momentum, evidence = { momentum: own, memory: own < 1 ? 1 / (1 - own) : "grows" };
    if (own <= USUAL) return refuted(`Momentum ${digits(own)} is no more than is usual.`, evidence);
    const says = own >= 1
      ? `With momentum ${digits(own)} the velocity grows by itself: no rate is small enough.`
      : `With momentum ${digits(own)} a gradient acts for ${
        digits(1 / (1 - own))
      } steps: the run swings, and the effective ` +
        `rate is as many times as large.`;
    const lower = LOWER.filter((value) => value < own);
    const changes = lower.map((value) => restoring(changeOptimizer(config, { momentum: value }, "momentum")));
    return { plausible: true, says, evidence, changes };
  },
};
