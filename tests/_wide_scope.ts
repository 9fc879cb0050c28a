import type { ClassifierScope } from "../src/core/mod.ts";

/** A scope of almost everything. */
export const WIDE: ClassifierScope = {
  problem: "classifier",
  rates: { low: 1e-3, high: 1e3 },
  steps: { low: 5, high: 1000 },
  batches: "any",
  data: "any",
  decorators: "any",
};
