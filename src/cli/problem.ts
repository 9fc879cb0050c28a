import { loadProblem as loadModule } from "../check/mod.ts";
import { InputError, type TrainingConfig } from "../core/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import type { ProblemMaker } from "../training/mod.ts";
import { namingOption, urlOf } from "./subject.ts";

/**
 * Loads `FILE#EXPORT` as given on the command line, never as found in a record, and tries it in a training of two steps.
 *
 * @throws {InputError} if the module cannot be loaded, has no such function, or that makes no problem
 */
export async function loadProblem(
  name: string | undefined,
  { backend = "cpu", config }: { backend?: BackendName; config: TrainingConfig },
): Promise<ProblemMaker | undefined> {
  const module = problemModule(name, config);
  return module === undefined ? undefined : await namingProblem(name, loadModule(module, { name, backend }));
}

/**
 * The module of a problem as `URL#EXPORT`.
 *
 * @throws {InputError} if it is for a config of another problem
 */
export function problemModule(name: string | undefined, config: TrainingConfig): string | undefined {
  if (name === undefined) return undefined;
  if (config.problem === "own") return urlOf(name);
  throw new InputError(`--problem=${name}`, `must be left out: the config is of the problem ${config.problem}`);
}

/** What is found wrong with the module is said of the option that named it, if one did. */
export async function namingProblem<Result>(name: string | undefined, work: Promise<Result>): Promise<Result> {
  if (name === undefined) return await work;
  return await namingOption(work, { places: ["problemModule", "problem"], option: `--problem=${name}` });
}
