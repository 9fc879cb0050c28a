/**
 * Property-based tests for the stability of optimizers: generated sequence data sets and training configurations, a
 * recurrent classifier trained on them, and stability properties asserted of its loss.
 *
 * @example Test your own optimizer
 * ```ts ignore
 * import { stabilityTest } from "@steadfast/core";
 *
 * stabilityTest("my optimizer is stable", {
 *   optimizer: ({ learningRate }) => new MyOptimizer(learningRate),
 * });
 * ```
 *
 * @module
 */
export {
  checkCase,
  type CheckCaseOptions,
  type CheckedCase,
  type CheckEvent,
  type CheckOptions,
  checkStability,
  type Failure,
  type KnownDefect,
  type ProfileName,
  PROFILES,
  type PropertyResult,
  type Replay,
  replay,
  type RunDetails,
} from "./src/check/mod.ts";
export * from "./src/core/mod.ts";
export { type Dataset, makeDataset } from "./src/data/mod.ts";
export { type BackendName } from "./src/kernels/mod.ts";
export {
  ClipByGlobalNorm,
  ClipByValue,
  makeOptimizer,
  Scheduled,
  type Subject,
  type SubjectSpec,
} from "./src/optimizers/mod.ts";
export { checkText } from "./src/report/mod.ts";
export {
  type Assessment,
  judgeCurve,
  judgeEvaluations,
  parseLog,
  PROPERTIES,
  type StabilityProperty,
} from "./src/stability/mod.ts";
export { assertStable, stabilityTest } from "./src/testing/mod.ts";
export { train, type TrainOptions } from "./src/training/mod.ts";
