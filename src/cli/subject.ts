import { InputError, parseTrainingConfig, type TrainingConfig } from "../core/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import type { Subject } from "../optimizers/mod.ts";
import { train } from "../training/mod.ts";
import { reasonOf } from "./files.ts";

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
  const place = `--subject=${name}`, kind = config?.optimizer.kind ?? "subject";
  if (kind !== "subject") {
    throw new InputError(place, `must be left out: optimizer.kind of the config is ${kind}, and not "subject"`);
  }
  const subject = await importSubject(name, place);
  const trial = { steps: 2, optimizer: { kind: "subject", name, learningRate: { absolute: 1e-3 } } };
  try {
    await train(parseTrainingConfig(trial), { backend, subject });
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(place, `fails in a training of two steps: ${reasonOf(error)}`, { cause: error });
  }
  return subject;
}

async function importSubject(name: string, place: string): Promise<Subject> {
  const at = name.lastIndexOf("#"), file = name.slice(0, at), entry = name.slice(at + 1);
  let module: Record<string, unknown>;
  try {
    module = await import(urlOf(file));
  } catch (error) {
    throw new InputError(place, `cannot be loaded: ${reasonOf(error)}`, { cause: error });
  }
  if (typeof module[entry] === "function") return module[entry] as Subject;
  const functions = Object.keys(module).filter((key) => typeof module[key] === "function");
  throw new InputError(place, `must name an exported function: ${file} exports ${functions.join(", ") || "none"}`);
}

/** A file from the current directory, or a URL as it stands. */
function urlOf(file: string): string {
  const escaped = (path: string) =>
    path.replace(Deno.build.os === "windows" ? /[%?#]/g : /[%?#\\]/g, encodeURIComponent);
  return new URL(escaped(file), `file://${escaped(Deno.cwd())}/`).href;
}
