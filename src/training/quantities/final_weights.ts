import type { MeasuredQuantity } from "./quantity.ts";

/** The weights after the last update, flat. */
export const finalWeights: MeasuredQuantity = {
  at: (step, steps) => step === steps,
  measure: ({ weights }) => Array.from(weights),
};
