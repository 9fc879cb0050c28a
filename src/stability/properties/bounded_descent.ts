import { absoluteRate, holds, inconclusive, measured, violated } from "../../core/mod.ts";
import { ANY, nonFinite, type StabilityProperty } from "./property.ts";

/**
 * The longest step, as a share of the weights' norm. A longer one may cross a cliff (Pascanu et al. 2013, arXiv 1211.5063)
 * between two points that see nothing of it; so may one at a high rate, which the scope leaves out.
 */
const LONGEST = 1 / 16;
/** How far below 2/rate a curvature must be to count as below it: finite differences leave as much open. */
const MARGIN = 0.01;

/**
 * A theorem, with no rate that is small by decree: a step d of gradient descent changes the loss by
 * g . d + |d|^2 c / 2, c the mean of the curvature along the step with weight 2 (1 - s), and d = -rate g.
 */
export const boundedDescent: StabilityProperty = {
  name: "bounded-descent",
  statement:
    "Plain gradient descent on full batches: where the curvature, from Hessian-vector products at fifteen points " +
    "of a step of at most 1/16 of the weights' norm, stays below 2/rate the loss falls, but for twice what float32 rounds off.",
  scope: { ...ANY, rates: { low: 0.01, high: 0.1 }, steps: { low: 10, high: 30 }, batches: "full", decorators: "none" },
  cases: 3,
  appliesTo: ({ kind }) => kind === "sgd",
  plan: (config) => [{ config, quantities: ["curvature-along-step"] }],
  judge([run]) {
    const { config, trace } = run, { loss, updateNorm, weightNorm } = trace, limit = 2 / absoluteRate(config);
    let judged = 0, above = 0;
    for (const { step, values: [, largest, rounding, open] } of measured(trace, "curvature-along-step")) {
      // Where the curvature changes too fast to be known from points, nothing is claimed.
      const isKnown = open < MARGIN * limit && updateNorm[step] <= LONGEST * weightNorm[step];
      if (!(largest < (1 - MARGIN) * limit && isKnown) || step + 1 >= loss.length) {
        above += largest >= limit ? 1 : 0;
        continue;
      }
      judged++;
      if (loss[step + 1] <= loss[step] + 2 * rounding) continue;
      const witness =
        `the loss rose from ${loss[step]} to ${loss[step + 1]} at step ${step}, where the curvature is at ` +
        `most ${largest} and 2/rate is ${limit}`;
      return violated("rise", { witness, evidence: { step, largest, limit, rounding } });
    }
    if (judged > 0) return holds({ judged, above });
    return nonFinite(run) ? inconclusive("the run broke down at once") : inconclusive("no step stayed below the bound");
  },
};
