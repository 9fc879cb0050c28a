/** Laws that every tf.Optimizer and every loss should keep, checked with generated gradients and labels. */
export * from "./candidates.ts";
export * from "./check_conformance.ts";
export type { Counterexample, LawResult } from "./check_law.ts";
export * from "./claims.ts";
export type { Candidate, Claim } from "./law.ts";
export * from "./known_defects.ts";
export type { LossCandidate, LossTrial } from "./losses/loss.ts";
export { TF_LOSSES } from "./losses/tf_losses.ts";
export type { Trial } from "./trial.ts";
