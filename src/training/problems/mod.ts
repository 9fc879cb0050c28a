import { InputError, type TrainingConfig } from "../../core/mod.ts";
import type { OwnData } from "../../data/mod.ts";
import { classifierProblem } from "./classifier.ts";
import type { Problem, ProblemMaker } from "./problem.ts";
import { quadraticProblem } from "./quadratic.ts";
import { tanhNetProblem } from "./tanh_net.ts";

export { type ClassifierProblem, classifierProblem } from "./classifier.ts";
export * from "./from_function.ts";
export * from "./from_layers_model.ts";
export type { LayersLoss } from "./_layers_losses.ts";
export type { Numbers } from "./_numbers.ts";
export * from "./problem.ts";
export { spectrum } from "./quadratic.ts";

/**
 * The problem of a config.
 *
 * @param given what stands for what a config only names
 * @throws {InputError} if the config names a problem or data that are not given
 */
export async function problemOf(
  config: TrainingConfig,
  { problem: own, data }: { problem?: ProblemMaker; data?: OwnData } = {},
): Promise<Problem> {
  switch (config.problem) {
    case "classifier":
      return classifierProblem(config, data);
    case "quadratic":
      return quadraticProblem(config);
    case "tanh-net":
      return tanhNetProblem(config);
    case "own":
      if (own) return checked(await own(config));
      throw new InputError(
        "problem",
        `must come with the problem that it names, ${
          JSON.stringify(config.name)
        }: pass --problem=FILE#EXPORT, or the option ` +
          "`problem` to a function",
      );
  }
}

/** @throws {InputError} if it is no problem */
function checked(problem: Problem): Problem {
  const { initial, evaluate, batchAt } = problem as Partial<Problem> | undefined ?? {};
  if (initial instanceof Float32Array && evaluate && batchAt) return problem;
  throw new InputError("problem", "must give a Problem, such as fromFunction and fromLayersModel do");
}
