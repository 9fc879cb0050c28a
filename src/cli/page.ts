import { writeWhole } from "../check/mod.ts";
import { InputError } from "../core/mod.ts";
import { placeOf, readText, reasonOf } from "./files.ts";

/** The largest file that is looked at before it is replaced, bytes. */
const LARGEST = 2 ** 26;

/**
 * Refuses the name of a file that is there and is no HTML page, before the work: a page replaces only a page.
 *
 * @throws {InputError} if the file is something else
 */
export async function mayBePage(file: string): Promise<void> {
  if (!/\.html?$/i.test(file)) throw new InputError(`--out=${placeOf(file)}`, "must end in .html");
  try {
    await Deno.lstat(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
  if (!/^\s*<!doctype html/i.test(await readText(file, { limit: LARGEST }))) {
    throw new InputError(
      placeOf(file),
      "is there already and is no HTML page: remove it, or name another file by --out",
    );
  }
}

/**
 * Writes a page whole or not at all, in place of an earlier one.
 *
 * @throws {InputError} if it cannot be written
 */
export async function writePage(file: string, html: string): Promise<void> {
  try {
    await writeWhole(file, html);
  } catch (error) {
    throw new InputError(placeOf(file), `cannot be written: ${reasonOf(error)}`, { cause: error });
  }
}
