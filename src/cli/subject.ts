import { loadSubject as loadModule } from "../check/mod.ts";
import { InputError, type TrainingConfig } from "../core/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import type { Subject } from "../optimizers/mod.ts";

/** What a subject is loaded for. */
export interface SubjectOptions {
  /** What it is tried on. Default "cpu", which starts at once. */
  backend?: BackendName;
  /** What it is to be put into, if that is known. */
  config?: TrainingConfig;
}

/**
 * Loads `FILE#EXPORT` as given on the command line, never as found in a record, and tries it in a training of two
 * steps, so that a fault shows before the work.
 *
 * @throws {InputError} if the module cannot be loaded, has no such function, or that makes no working optimizer; if the
 *   config is not of a subject
 */
export async function loadSubject(
  name: string | undefined,
  { backend = "cpu", config }: SubjectOptions = {},
): Promise<Subject | undefined> {
  if (name === undefined) return undefined;
  const module = moduleOf(name, config);
  return await namingSubject(name, loadModule(module, { name, backend }));
}

/**
 * `FILE#EXPORT` of a subject as `URL#EXPORT`.
 *
 * @throws {InputError} if it is for a config that is not of a subject
 */
export function moduleOf(name: string, config?: TrainingConfig): string {
  const kind = config?.optimizer.kind ?? "subject";
  if (kind === "subject") return urlOf(name);
  throw new InputError(
    `--subject=${name}`,
    `must be left out: optimizer.kind of the config is ${kind}, and not "subject"`,
  );
}

/** `FILE#EXPORT` as `URL#EXPORT`: a file from the current directory, or a URL as it stands. */
export function urlOf(name: string): string {
  const at = name.lastIndexOf("#");
  const escaped = (path: string) =>
    path.replace(Deno.build.os === "windows" ? /[%?#]/g : /[%?#\\]/g, encodeURIComponent);
  return new URL(escaped(name.slice(0, at)), `file://${escaped(Deno.cwd())}/`).href + name.slice(at);
}

/** What is found wrong with the module is said of the option that named it. */
export function namingSubject<Result>(name: string | undefined, work: Promise<Result>): Promise<Result> {
  return namingOption(work, { places: ["module"], option: `--subject=${name}` });
}

/** What is found wrong at some places is said of an option. */
export async function namingOption<Result>(
  work: Promise<Result>,
  { places, option }: { places: readonly string[]; option: string },
): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof InputError) || !places.includes(error.place)) throw error;
    throw new InputError(option, error.fault, { cause: error });
  }
}
