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
  type Boundary,
  boundary,
  type BoundaryOptions,
  type Outcome,
  type RateRun,
  type Theory,
} from "./src/boundary/mod.ts";
export {
  checkCase,
  type CheckCaseOptions,
  type CheckedCase,
  type CheckEvent,
  type CheckOptions,
  checkStability,
  type Effort,
  type Failure,
  type KnownDefect,
  type Labels,
  type ProfileName,
  PROFILES,
  type PropertyResult,
  type Replay,
  replay,
  type ReplayOptions,
  type RunDetails,
} from "./src/check/mod.ts";
export {
  type BackendInfo,
  type Cell,
  CELLS,
  type ClassifierConfig,
  type ClassifierScope,
  type ClipSpec,
  type CommonConfig,
  type ConfigOf,
  CONVERGED,
  type Curve,
  curveOf,
  type DampedRule,
  type DatasetSpec,
  type Ending,
  type EpochMeans,
  type Evidence,
  type FailureRecord,
  InputError,
  type Interval,
  type Judgement,
  JUDGEMENTS,
  type LabelSpec,
  type LossSpec,
  measured,
  type Measurement,
  type ModelSpec,
  type OptimizerKind,
  OPTIMIZERS,
  type OptimizerSpec,
  type OwnConfig,
  parseFailureRecord,
  parseTrainingConfig,
  PROBLEMS,
  type QuadraticConfig,
  type QuadraticScope,
  type QuadraticSpec,
  QUANTITY_NAMES,
  type QuantityName,
  type QuantityRequest,
  type Rate,
  type RecurrentInitSpec,
  type RuleSpec,
  type ScheduleSpec,
  type Scope,
  stabilityBound,
  type Symptom,
  type TanhNetConfig,
  type TanhNetSpec,
  type Task,
  TASKS,
  traceDigest,
  type TrainingConfig,
  trainingConfigJsonSchema,
  type TrainingTrace,
  type Verdict,
  VERSION,
} from "./src/core/mod.ts";
export { type Dataset, makeDataset } from "./src/data/mod.ts";
export { type BackendName, BACKENDS, type ClassifierShape, type Evaluated } from "./src/kernels/mod.ts";
export {
  ClipByGlobalNorm,
  ClipByValue,
  type Gradients,
  type LinearDynamics,
  linearDynamics,
  makeOptimizer,
  type MakeOptimizerOptions,
  Optimizer,
  type OptimizerConfig,
  OptimizerDecorator,
  Scheduled,
  type ScheduledOptions,
  type Subject,
  type SubjectSpec,
} from "./src/optimizers/mod.ts";
export { checkText, type CheckTextOptions, type CommandOptions } from "./src/report/mod.ts";
export {
  type Assessment,
  type Evaluation,
  evaluationSteps,
  judgeCurve,
  judgeEvaluations,
  type ParsedLog,
  parseLog,
  type PlannedRun,
  PROPERTIES,
  type Ruling,
  type Run,
  type StabilityProperty,
  THRESHOLDS,
  type Thresholds,
  type Truth,
} from "./src/stability/mod.ts";
export { assertStable, stabilityTest } from "./src/testing/mod.ts";
export {
  fromFunction,
  type FunctionProblem,
  type Numbers,
  type Problem,
  type ProblemBatch,
  type ProblemMaker,
  type Tensor,
  train,
  type TrainOptions,
  type WeightBlock,
} from "./src/training/mod.ts";
