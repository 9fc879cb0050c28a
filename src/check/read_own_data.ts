import { escapeControl, InputError } from "../core/mod.ts";
import { dataForm, type OwnData, parseOwnData } from "../data/mod.ts";

/** The largest files that are read, bytes: no larger one of a form can be read, or be of use. */
const LARGEST = { csv: 2 ** 26, jsonl: 2 ** 26, npy: 2 ** 27 + 2 ** 13 };

/**
 * Reads labelled sequences of one's own from a file: CSV, JSON Lines or NumPy's .npy, by the end of its name. The labels of
 * `x.npy` stand beside it in `x.labels.npy`.
 *
 * ```ts ignore
 * const data = await readOwnData("fixtures/examples/names.jsonl");
 * await checkStability({ data, optimizers: ["adam"] });
 * ```
 *
 * @param file a path, from the current folder
 * @throws {InputError} naming the file and the line, if it cannot be read, is too large or is not what it must be
 */
export async function readOwnData(file: string): Promise<OwnData> {
  const name = escapeControl(file), form = dataForm(name), bytes = await readWhole(file, { largest: LARGEST[form] });
  if (form !== "npy") return await parseOwnData({ bytes, name });
  const beside = file.replace(/\.npy$/i, ".labels.npy");
  const remedy = `; the labels of ${name} stand there`;
  const labels = await readWhole(beside, { largest: LARGEST.npy, remedy });
  return await parseOwnData({ bytes, name, labels: { bytes: labels, name: escapeControl(beside) } });
}

async function readWhole(
  file: string,
  { largest, remedy = "" }: { largest: number; remedy?: string },
): Promise<Uint8Array> {
  const place = escapeControl(file);
  try {
    const { isFile, size } = await Deno.stat(file);
    if (!isFile) throw new InputError(place, "must be a file, which has an end");
    if (size > largest) throw new InputError(place, `must be at most ${largest} bytes: it has ${size}`);
    return await Deno.readFile(file);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const reason = error instanceof Deno.errors.NotFound ? "there is no such file" : escapeControl(String(error));
    throw new InputError(place, `cannot be read: ${reason}${remedy}`, { cause: error });
  }
}
