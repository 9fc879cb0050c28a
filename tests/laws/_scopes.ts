import type { OwnDataSpec } from "../../src/core/mod.ts";

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
