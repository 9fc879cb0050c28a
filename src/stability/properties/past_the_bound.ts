import { curveOf, holds, inconclusive, measured, violated } from "../../core/mod.ts";
import { judgeCurve } from "../judgement.ts";
import { ANY, settledTruth, type StabilityProperty } from "./property.ts";

/** Steps between two measurements of the stability ratio. */
const EVERY = 10;

/**
 * Past the bound a run grows at first, and often comes back to where the landscape is flatter (the catapult of Lewkowycz et
 * al. 2020, arXiv 2003.02218; the edge of stability of Cohen et al. 2021, arXiv 2103.00065): that is no divergence.
 */
export const pastTheBound: StabilityProperty = {
  name: "past-the-bound",
  statement:
    "A run of plain gradient descent on full batches whose stability ratio passes 1, and that has not diverged by " +
    "its noise-free evaluations, is not called diverged.",
  scope: {
    ...ANY,
    rates: { low: 0.5, high: 1.2 },
    bound: "measured",
    steps: { low: 50, high: 150 },
    batches: "full",
    source: "generated",
    decorators: "none",
  },
  own: { unfit: "it judges the judge, on curves of classifiers" },
  cases: 1,
  appliesTo: ({ kind }) => kind === "sgd",
  plan: (config) => [{ config, quantities: ["evaluation", { name: "stability-ratio", every: EVERY }] }],
  judge([run]) {
    const past = measured(run.trace, "stability-ratio").find(({ values: [pi] }) => pi > 1);
    if (!past) return inconclusive("its stability ratio did not pass 1");
    const truth = settledTruth(run), seen = judgeCurve(curveOf(run.trace));
    if ("unsettled" in truth) return inconclusive(truth.unsettled);
    if (truth.judgement === "diverged") return inconclusive("it diverged");
    const evidence = { step: past.step, stabilityRatio: past.values[0], truth: truth.judgement };
    if (seen.judgement !== "diverged") return holds(evidence);
    const witness =
      `the stability ratio was ${past.values[0]} at step ${past.step}, the evaluations say ${truth.judgement}, ` +
      "the curve was judged diverged";
    return violated("false-divergence", { witness, evidence });
  },
};
