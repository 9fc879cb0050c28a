import { curveOf, holds, inconclusive, RATES, violated } from "../../core/mod.ts";
import { judgeCurve } from "../judgement.ts";
import { ANY, settledTruth, type StabilityProperty } from "./property.ts";

/** A judgement of less confidence may be wrong: how often is measured, see fixtures/golden/calibration.md. */
const SURE = 0.9;

/** What is called diverged has diverged, and the other way round: the detector against noise-free evaluations. */
export const detectsDivergence: StabilityProperty = {
  name: "detects-divergence",
  statement: "At large rates every run that diverges by its noise-free evaluations is called diverged from its " +
    `mini-batch curve alone, and none that came back is, where the judgement has a confidence of ${SURE} and more.`,
  scope: { ...ANY, rates: RATES.large, steps: { low: 50, high: 150 }, source: "generated", decorators: "none" },
  own: { unfit: "it judges the judge, on curves of classifiers" },
  cases: 2,
  appliesTo: () => true,
  plan: (config) => [{ config, quantities: ["evaluation"] }],
  judge([run]) {
    const truth = settledTruth(run), seen = judgeCurve(curveOf(run.trace));
    if ("unsettled" in truth) return inconclusive(truth.unsettled);
    if (seen.confidence < SURE) return inconclusive(`the judgement has a confidence of ${seen.confidence} only`);
    const diverged = truth.judgement === "diverged";
    const evidence = { truth: truth.judgement, judgement: seen.judgement, diverged: diverged ? 1 : 0 };
    if (diverged === (seen.judgement === "diverged")) return holds(evidence);
    const witness = `the evaluations say ${truth.judgement}, the curve was judged ${seen.judgement}`;
    return violated(diverged ? "missed-divergence" : "false-divergence", { witness, evidence });
  },
  vacuous: { evidence: "diverged", share: 0.5 },
};
