import { curveOf, holds, inconclusive, RATES, violated } from "../../core/mod.ts";
import { judgeCurve } from "../judgement.ts";
import { judgeEvaluations } from "../truth.ts";
import { ANY, evaluationsOf, type StabilityProperty } from "./property.ts";

/** What is called diverged has diverged, and the other way round: the detector against noise-free evaluations. */
export const detectsDivergence: StabilityProperty = {
  name: "detects-divergence",
  statement: "At large rates every run that diverges by its noise-free evaluations is called diverged from its " +
    "mini-batch curve alone, and none that came back is.",
  scope: { ...ANY, rates: RATES.large, steps: { low: 50, high: 150 }, decorators: "none" },
  cases: 2,
  appliesTo: () => true,
  plan: (config) => [{ config, quantities: ["evaluation"] }],
  judge([run]) {
    const truth = judgeEvaluations(evaluationsOf(run)), seen = judgeCurve(curveOf(run.trace));
    if (truth.borderline) return inconclusive("the truth changes when its thresholds move by 20 %");
    const diverged = truth.judgement === "diverged", settled = judgeEvaluations(allButTheEnd(evaluationsOf(run)));
    if (diverged !== (settled.judgement === "diverged")) {
      return inconclusive("the truth changes in the run's last tenth");
    }
    const evidence = { truth: truth.judgement, judgement: seen.judgement, diverged: diverged ? 1 : 0 };
    if (diverged === (seen.judgement === "diverged")) return holds(evidence);
    const witness = `the evaluations say ${truth.judgement}, the curve was judged ${seen.judgement}`;
    return violated(diverged ? "missed-divergence" : "false-divergence", { witness, evidence });
  },
  vacuous: { evidence: "diverged", share: 0.5 },
};

function allButTheEnd<T>(list: readonly T[]): T[] {
  return list.slice(0, Math.ceil(0.9 * list.length));
}
