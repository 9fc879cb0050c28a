/** Numbers in, verdict out: what a curve shows, what happened in a run, the properties of a stable optimizer. */
export { type Assessment, judgeCurve } from "./judgement.ts";
export { type ParsedLog, parseLog } from "./log.ts";
export { type PlannedRun, PROPERTIES, type Run, type StabilityProperty } from "./properties/mod.ts";
export type { Ruling } from "./rules.ts";
export { smoothCurve, type SmoothedCurve } from "./smooth.ts";
export { THRESHOLDS, type Thresholds } from "./thresholds.ts";
export { type Evaluation, evaluationSteps, judgeEvaluations, type Truth } from "./truth.ts";
export type { Weighed } from "./weigh.ts";
