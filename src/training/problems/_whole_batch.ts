import type { Problem } from "./problem.ts";

/** The batches of a problem without any: every step sees all there is. */
export function wholeBatch(): Pick<Problem, "full" | "batchesPerEpoch" | "batchAt"> {
  const full = { size: 1 };
  return { full, batchesPerEpoch: 1, batchAt: () => full };
}
