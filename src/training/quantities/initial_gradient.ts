import type { MeasuredQuantity } from "./quantity.ts";

/** The gradient of the first batch at the initial weights, flat, in the order of the weights. */
export const initialGradient: MeasuredQuantity = {
  ofBatch: true,
  at: (step) => step === 0,
  measure: ({ current }) => Array.from(current!.evaluated.gradient),
};
