import { absoluteRate, exactBound, holds, isPlain, type QuadraticConfig, violated } from "../../core/mod.ts";
import type { StabilityProperty } from "./property.ts";

/** How near to the bound rates come: within this share of it nothing is claimed. */
const MARGIN = 0.01;
/** Steps in which a run at the margin grows a millionfold: ln(1e6) / ln(growth), growth at least 1 + 2 x .01 a step. */
const STEPS = 700;
/** A gradient so many times its first size has grown; a stable rule with momentum swings by less. */
const GROWN = 1e3;

/** Linear stability is exact on a quadratic: what is below the bound decays, what is above it grows. */
export const quadraticEdge: StabilityProperty<QuadraticConfig> = {
  name: "quadratic-edge",
  statement:
    `On a random quadratic, gradient descent, heavy ball and Nesterov are stable at ${1 - MARGIN} of the exact ` +
    `bound and less, and unstable at ${1 + MARGIN} of it and more.`,
  scope: { problem: "quadratic", rates: { low: 0.5, high: 2 }, steps: { low: STEPS, high: STEPS } },
  own: { unfit: "claimed of quadratics, whose bound is exact" },
  cases: 2,
  appliesTo: isPlain,
  plan: (config) => [{ config, quantities: [] }],
  judge([{ config, trace }]) {
    const times = absoluteRate(config) / exactBound(config)!, { gradientNorm } = trace, [first] = gradientNorm;
    const end = gradientNorm.at(-1)!, isGrown = !(end < GROWN * first), evidence = { times, first, end };
    if (isGrown === times > 1) return holds(evidence);
    const witness =
      `at ${times} of the bound the gradient went from ${first} to ${end} in ${gradientNorm.length} steps`;
    return violated(isGrown ? "grew-below-the-bound" : "held-above-the-bound", { witness, evidence });
  },
};
