import { InputError, type TrainingConfig } from "../../core/mod.ts";
import { classifierProblem } from "./classifier.ts";
import type { Problem } from "./problem.ts";
import { quadraticProblem } from "./quadratic.ts";
import { tanhNetProblem } from "./tanh_net.ts";

export { type ClassifierProblem, classifierProblem } from "./classifier.ts";
export * from "./from_function.ts";
export * from "./problem.ts";
export { spectrum } from "./quadratic.ts";

/** Makes a problem of one's own for a training with the given seed. */
export type ProblemMaker = (options: { seed: number }) => Problem;

/**
 * The problem of a config.
 *
 * @param own what the config's `own` stands for
 * @throws {InputError} if the config names a problem that is not given
 */
export function problemOf(config: TrainingConfig, own?: ProblemMaker): Problem {
  switch (config.problem) {
    case "classifier":
      return classifierProblem(config);
    case "quadratic":
      return quadraticProblem(config);
    case "tanh-net":
      return tanhNetProblem(config);
    case "own":
      if (own) return own({ seed: config.seed });
      throw new InputError(
        "problem",
        `must come with the problem that it names, "${config.name}": pass the option \`problem\` to a function; no command ` +
          "takes it",
      );
  }
}
