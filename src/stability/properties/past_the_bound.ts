import { curveOf, holds, inconclusive, isPlain, measured, violated } from "../../core/mod.ts";
import { judgeCurve } from "../judgement.ts";
import { judgeEvaluations } from "../truth.ts";
import { ANY, evaluationsOf, type StabilityProperty } from "./property.ts";

/** Steps between two measurements of the stability ratio. */
const EVERY = 10;

/**
 * Past the bound a run grows at first, and often comes back to where the landscape is flatter (the catapult of Lewkowycz et
 * al. 2020, arXiv 2003.02218; the edge of stability of Cohen et al. 2021, arXiv 2103.00065): that is no divergence.
 */
export const pastTheBound: StabilityProperty = {
  name: "past-the-bound",
  statement:
    "A run of gradient descent, heavy ball or Nesterov on full batches whose stability ratio passes 1, and that " +
    "has not diverged by its noise-free evaluations, is not called diverged.",
  scope: {
    ...ANY,
    rates: { low: 0.9, high: 2 },
    bound: "measured",
    steps: { low: 50, high: 150 },
    batches: "full",
    decorators: "none",
  },
  cases: 1,
  appliesTo: isPlain,
  plan: (config) => [{ config, quantities: ["evaluation", { name: "stability-ratio", every: EVERY }] }],
  judge([run]) {
    const past = measured(run.trace, "stability-ratio").find(({ values: [pi] }) => pi > 1);
    if (!past) return inconclusive("its stability ratio did not pass 1");
    const { judgement, borderline } = judgeEvaluations(evaluationsOf(run)), seen = judgeCurve(curveOf(run.trace));
    if (judgement === "diverged" || borderline) return inconclusive("it diverged, or nearly did");
    const evidence = { step: past.step, stabilityRatio: past.values[0], truth: judgement };
    if (seen.judgement !== "diverged") return holds(evidence);
    const witness =
      `the stability ratio was ${past.values[0]} at step ${past.step}, the evaluations say ${judgement}, ` +
      "the curve was judged diverged";
    return violated("false-divergence", { witness, evidence });
  },
};
