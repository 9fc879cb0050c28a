import { curveOf, holds, inconclusive, violated } from "../../core/mod.ts";
import { judgeCurve } from "../judgement.ts";
import { ANY, type StabilityProperty } from "./property.ts";

/** Nothing learns and then falls apart: neither the late-rise rule nor the divergence rule is met. */
export const noLateRise: StabilityProperty = {
  name: "no-late-rise",
  statement:
    "Over a long run on full batches at a small rate, a classifier that has learned neither meets the late-rise rule nor diverges.",
  scope: {
    ...ANY,
    rates: { low: 0.02, high: 0.04 },
    steps: { low: 800, high: 1000, floor: 20 },
    batches: "full",
    data: "learnable",
    source: "generated",
    // A tanh RNN has cliffs in its loss (Pascanu et al. 2013), and an LSTM with momentum sometimes: no fixed rate is small
    // everywhere.
    cells: ["gru"],
    decorators: "none",
  },
  own: { unfit: "claimed of classifiers at rates that are known to suit them" },
  cases: 2,
  appliesTo: () => true,
  plan: (config) => [{ config, quantities: [] }],
  bySeries: true,
  judge([run]) {
    const { judgement, onset, symptoms } = judgeCurve(curveOf(run.trace));
    if (judgement === "no-progress") return inconclusive("the run never learned");
    if (judgement === "stable") return holds({ steps: run.trace.loss.length });
    const symptom = symptoms.find(({ name }) => name === (judgement === "diverged" ? "divergence" : judgement));
    const numbers = Object.entries(symptom?.evidence ?? {}).map(([name, value]) => `${name} ${value}`).join(", ");
    const witness = `${judgement} from step ${onset}: ${numbers}`;
    return violated(judgement, { witness, evidence: { onset: onset ?? -1, ...symptom?.evidence } });
  },
};
