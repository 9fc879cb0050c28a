import { defaultRule, digits } from "../../core/mod.ts";
import { changeOptimizer, restoring } from "../changes.ts";
import { isUnderRoot } from "./_growth_words.ts";
import { type MechanismRule, refuted } from "../mechanism.ts";

/** Below this nobody takes an epsilon for too large. */
const USUAL = 1e-4;
/** Divisors that are tried before the default. */
const DIVISORS = [10, 100, 1000];

/** Epsilon outweighs the root of the mean square for most weights: the steps are rate x gradient / epsilon, and collapse. */
export const epsilonTooLarge: MechanismRule = {
  name: "epsilon-too-large",
  examine({ config, preconditioners, outcome, onset }) {
    const { optimizer } = config;
    if (!("epsilon" in optimizer)) return refuted(`${optimizer.kind} has no epsilon.`);
    const { epsilon, kind } = optimizer, seen = preconditioners.at(-1);
    if (epsilon <= USUAL) return refuted(`Epsilon ${digits(epsilon)} is no more than is usual.`, { epsilon });
    if (!seen) return refuted("Nothing is known of this optimizer's preconditioner.", { epsilon });
    const inside = isUnderRoot(kind), added = inside ? Math.sqrt(epsilon) : epsilon;
    // P is sqrt(v) + epsilon, or sqrt(v + epsilon): twice, or root two times, its part is where they are equal.
    const outweighed = seen.median < (inside ? Math.SQRT2 : 2) * added;
    const { updateNorm, gradientNorm } = outcome.trace, step = Math.min(onset, updateNorm.length) - 1;
    const evidence = {
      epsilon,
      medianPreconditioner: seen.median,
      atStep: seen.step,
      updateNorm: updateNorm[step],
      gradientNorm: gradientNorm[step],
    };
    const says = `Epsilon adds ${digits(added)} to a preconditioner whose median is ${digits(seen.median)} at step ` +
      `${seen.step}: ${
        outweighed ? "it outweighs the gradients of most weights, and the steps collapse" : "it does not decide"
      }.`;
    if (!outweighed) return refuted(says, evidence);
    const least = (defaultRule(optimizer.kind) as { epsilon: number }).epsilon;
    const epsilons = [...DIVISORS.map((divisor) => epsilon / divisor).filter((value) => value > least), least];
    return {
      plausible: true,
      says,
      evidence,
      changes: epsilons.map((value) => restoring(changeOptimizer(config, { epsilon: value }, "epsilon"))),
    };
  },
};
