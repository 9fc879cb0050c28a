/** Trains a problem by a config and records a trace. */
export {
  classifierProblem,
  fromFunction,
  fromLayersModel,
  type FunctionProblem,
  type LayersLoss,
  type LayersModel,
  type LayersModelOptions,
  type Numbers,
  type Problem,
  type ProblemBatch,
  type ProblemMaker,
  problemOf,
  type WeightBlock,
} from "./problems/mod.ts";
export * from "./train.ts";
