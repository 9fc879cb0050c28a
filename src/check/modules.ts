import { escapeControl, InputError, parseTrainingConfig } from "../core/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import type { Subject } from "../optimizers/mod.ts";
import { type ProblemMaker, train, type TrainOptions } from "../training/mod.ts";

/** How a module is loaded. */
export interface LoadOptions {
  /** What it is tried on. */
  backend: BackendName;
  /** What messages call it. Default: the module. */
  name?: string;
  /** What errors say was wrong. Default "module". */
  place?: string;
}

/**
 * Imports the optimizer under test and tries it in a training of two steps, so that a fault shows before the work.
 *
 * @param module `URL#EXPORT`, as the caller gave it and never as found in a record
 * @throws {InputError} if the module cannot be loaded, has no such function, or that makes no working optimizer
 */
export async function loadSubject(
  module: string,
  { backend, name = module, place = "module" }: LoadOptions,
): Promise<Subject> {
  const subject = await importFunction(module, place) as Subject;
  await trying({ optimizer: { kind: "subject", name, learningRate: { absolute: 1e-3 } } }, { backend, subject }, place);
  return subject;
}

/**
 * Imports a problem of one's own, likewise: two steps of gradient descent that move nothing.
 *
 * @param module `URL#EXPORT`, as the caller gave it and never as found in a record
 * @throws {InputError} if the module cannot be loaded, has no such function, or that makes no problem
 */
export async function loadProblem(
  module: string,
  { backend, name = module, place = "problemModule" }: LoadOptions,
): Promise<ProblemMaker> {
  const problem = await importFunction(module, place) as ProblemMaker;
  const optimizer = { kind: "sgd", learningRate: { absolute: 1e-30 } };
  await trying({ problem: "own", name, optimizer }, { backend, problem }, place);
  return problem;
}

async function trying(config: object, options: TrainOptions, place: string): Promise<void> {
  try {
    await train(parseTrainingConfig<unknown>({ steps: 2, ...config }), options);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(place, `fails in a training of two steps: ${reasonOf(error)}`, { cause: error });
  }
}

async function importFunction(name: string, place: string): Promise<unknown> {
  const at = name.lastIndexOf("#"), url = name.slice(0, at), entry = name.slice(at + 1);
  if (at < 0 || !URL.canParse(url) || entry === "") {
    throw new InputError(
      place,
      `must be URL#EXPORT, such as import.meta.resolve("./mine.ts") + "#make": it is ${name}`,
    );
  }
  let module: Record<string, unknown>;
  try {
    module = await import(url);
  } catch (error) {
    throw new InputError(place, `cannot be loaded: ${reasonOf(error)}`, { cause: error });
  }
  if (typeof module[entry] === "function") return module[entry];
  const functions = Object.keys(module).filter((key) => typeof module[key] === "function");
  throw new InputError(place, `must name an exported function: ${url} exports ${functions.join(", ") || "none"}`);
}

/** The first line of why the module failed, fit for a terminal. */
function reasonOf(error: unknown): string {
  return escapeControl(String(error instanceof Error ? error.message : error).split("\n", 1)[0]);
}
