import { holds, RATES, type TrainingTrace, violated } from "../../core/mod.ts";
import { ANY, type StabilityProperty } from "./property.ts";

const SERIES = ["loss", "accuracy", "gradientNorm", "updateNorm", "weightNorm"] as const;

/** The same config twice gives the same bits. */
export const replays: StabilityProperty = {
  name: "replays",
  statement: "The same config on the same backend gives a bit-equal trace.",
  scope: { ...ANY, rates: { low: RATES.small.low, high: RATES.large.high }, steps: { low: 5, high: 40 } },
  cases: 2,
  appliesTo: () => true,
  plan: (config) => [{ config, quantities: ["final-weights"] }, { config, quantities: ["final-weights"] }],
  judge([{ trace: a }, { trace: b }]) {
    const difference = firstDifference(a, b);
    if (!difference) return holds({ steps: a.loss.length });
    const witness = `two runs of one config differ: ${difference}`;
    return violated("not-replayed", { witness, evidence: { difference } });
  },
};

function firstDifference(a: TrainingTrace, b: TrainingTrace): string | undefined {
  for (const name of SERIES) {
    const step = a[name].findIndex((value, i) => !Object.is(value, b[name][i]));
    if (step >= 0) return `${name} at step ${step} is ${a[name][step]} and ${b[name][step]}`;
    if (a[name].length !== b[name].length) return `${a[name].length} and ${b[name].length} steps`;
  }
  for (const [i, { quantity, values }] of a.measurements.entries()) {
    const at = values.findIndex((value, j) => !Object.is(value, b.measurements[i].values[j]));
    if (at >= 0) return `${quantity} at ${at} is ${values[at]} and ${b.measurements[i].values[at]}`;
  }
}
