import { readOwnData } from "../check/mod.ts";
import type { OwnData } from "../data/mod.ts";

/** Reads the file that `--data` names, if it was given. */
export async function loadData(file: string | undefined): Promise<OwnData | undefined> {
  return file === undefined ? undefined : await readOwnData(file);
}
