import type { ClassifierScope, OwnDataSpec } from "../../src/core/mod.ts";

/** A scope of almost everything. */
export const WIDE: ClassifierScope = {
  problem: "classifier",
  rates: { low: 1e-3, high: 1e3 },
  steps: { low: 5, high: 1000 },
  batches: "any",
  data: "any",
  decorators: "any",
};
/** All of one's own data, more of it than a case takes. */
export const OWN: OwnDataSpec = {
  source: "own",
  name: "x.csv",
  digest: "0".repeat(64),
  samples: 500,
  length: 300,
  features: 5,
  classes: 3,
  labels: { kind: "one-hot" },
  permutation: 0,
  seed: 1,
};
