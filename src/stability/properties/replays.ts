import { firstDifference, holds, RATES, violated } from "../../core/mod.ts";
import { ANY, type StabilityProperty } from "./property.ts";

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
    const { step, quantity, recorded, now } = difference, values = `${recorded ?? "nothing"} and ${now ?? "nothing"}`;
    const witness = `two runs of one config differ: ${quantity} at step ${step} is ${values}`;
    return violated("not-replayed", { witness, evidence: { step, quantity } });
  },
};
