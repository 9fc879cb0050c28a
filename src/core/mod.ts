/** The words that everything else is written in: configs, traces, verdicts, errors, random numbers. */
export * from "./breathing.ts";
export * from "./curve.ts";
export {
  type DatasetSpec,
  type GeneratedDataSpec,
  type LabelSpec,
  MOST,
  type OwnDataSpec,
  type Task,
  TASKS,
} from "./dataset_spec.ts";
export * from "./diagnosis.ts";
export * from "./errors.ts";
export * from "./failure_record.ts";
export { type FieldRole, type FieldValue } from "./field_role.ts";
export * from "./json.ts";
export * from "./known_run.ts";
export * from "./log_diagnosis.ts";
export { type Cell, CELLS, type LossSpec, type ModelSpec, type RecurrentInitSpec } from "./model_spec.ts";
export * from "./numerics.ts";
export {
  type ClipSpec,
  decayOf,
  defaultRule,
  type MeanSquareDecay,
  OPTIMIZER_KINDS,
  type OptimizerKind,
  OPTIMIZERS,
  type OptimizerSpec,
  OWN_OPTIMIZERS,
  type Rate,
  ruleOf,
  type RuleSpec,
  type ScheduleSpec,
} from "./optimizer_spec.ts";
export { parseWith } from "./parse_with.ts";
export * from "./prng.ts";
export { type QuadraticSpec } from "./quadratic_spec.ts";
export * from "./quantities.ts";
export * from "./rates.ts";
export * from "./scope.ts";
export * from "./stability_bound.ts";
export { type TanhNetSpec } from "./tanh_net_spec.ts";
export * from "./text.ts";
export * from "./trace.ts";
export {
  departure,
  firstDifference,
  lastRecorded,
  type RecordedTrace,
  recordTraces,
  type TraceDifference,
  type TraceNumbers,
} from "./trace_record.ts";
export * from "./training_config.ts";
export * from "./training_work.ts";
export * from "./verdict.ts";
export * from "./version.ts";
