import { curveOf, holds, inconclusive, violated } from "../../core/mod.ts";
import { judgeCurve } from "../judgement.ts";
import { ANY, nonFinite, type StabilityProperty } from "./property.ts";

/** Nothing learns and then falls apart: neither the late-rise rule nor the divergence rule is met. */
export const noLateRise: StabilityProperty = {
  name: "no-late-rise",
  statement:
    "Over a long run at a small rate, a classifier that has learned neither meets the late-rise rule nor diverges.",
  scope: {
    ...ANY,
    rates: { low: 0.01, high: 0.03 },
    steps: { low: 1500, high: 2000 },
    data: "learnable",
    decorators: "none",
  },
  appliesTo: () => true,
  plan: (config) => [{ config, quantities: [] }],
  judge([run]) {
    const failed = nonFinite(run);
    if (failed) return failed;
    const { judgement, onset, symptoms } = judgeCurve(curveOf(run.trace));
    if (judgement === "no-progress") return inconclusive("the run never learned");
    if (judgement === "stable") return holds({ steps: run.trace.loss.length });
    const symptom = symptoms.find(({ name }) => name === (judgement === "diverged" ? "divergence" : judgement));
    const numbers = Object.entries(symptom?.evidence ?? {}).map(([name, value]) => `${name} ${value}`).join(", ");
    const witness = `${judgement} from step ${onset}: ${numbers}`;
    return violated(judgement, { witness, evidence: { onset: onset ?? -1, ...symptom?.evidence } });
  },
};
