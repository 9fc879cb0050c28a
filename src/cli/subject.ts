import { InputError } from "../core/mod.ts";
import type { Subject } from "../optimizers/mod.ts";
import { reasonOf } from "./files.ts";

/**
 * Loads `FILE#EXPORT` as given on the command line, never as found in a record.
 *
 * @throws {InputError} if the module cannot be loaded or has no such function
 */
export async function loadSubject(name: string | undefined): Promise<Subject | undefined> {
  if (name === undefined) return undefined;
  const at = name.lastIndexOf("#"), file = name.slice(0, at), entry = name.slice(at + 1), place = `--subject=${name}`;
  const url = new URL(file, `file://${Deno.cwd()}/`);
  let module: Record<string, unknown>;
  try {
    module = await import(url.href);
  } catch (error) {
    throw new InputError(place, `cannot be loaded: ${reasonOf(error)}`, { cause: error });
  }
  if (typeof module[entry] === "function") return module[entry] as Subject;
  const functions = Object.keys(module).filter((key) => typeof module[key] === "function");
  throw new InputError(place, `must name an exported function: ${file} exports ${functions.join(", ") || "none"}`);
}
