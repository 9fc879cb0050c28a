/** Trains a problem by a config and records a trace. */
export {
  classifierProblem,
  fromFunction,
  type FunctionProblem,
  type Numbers,
  type Problem,
  type ProblemBatch,
  type ProblemMaker,
  problemOf,
  type WeightBlock,
} from "./problems/mod.ts";
export * from "./train.ts";
