import { type FailureRecord, parseFailureRecord, parseJson } from "../core/mod.ts";

/** Where failures are kept, from the current directory. */
export const STORE = ".steadfast/failures";

/** A record and the file it stands in. */
export interface StoredFailure {
  file: string;
  record: FailureRecord;
}

/** The default store: none in CI, where nothing is to be left behind and nothing found. */
export async function defaultStore(): Promise<string | false> {
  const env = await Deno.permissions.query({ name: "env", variable: "CI" });
  return env.state === "granted" && Deno.env.get("CI") ? false : STORE;
}

/**
 * Writes a record as `PROPERTY-OPTIMIZER-DIGEST.json`, whole or not at all: to a file beside it, then renamed.
 *
 * @returns the file
 */
export async function storeFailure(folder: string, record: FailureRecord): Promise<string> {
  const { property, config: { optimizer }, digests } = record;
  const file = `${folder}/${property}-${optimizer.kind}-${digests[0].slice(0, 12)}.json`;
  await writeWhole(file, JSON.stringify(record, null, 2) + "\n");
  return file;
}

/** Writes a text file whole or not at all, its folder too. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const folder = file.replace(/[^/\\]*$/, "");
  if (folder) await Deno.mkdir(folder, { recursive: true });
  const beside = `${file}.${crypto.randomUUID()}.tmp`;
  try {
    await Deno.writeTextFile(beside, text);
    await Deno.rename(beside, file);
  } catch (error) {
    await Deno.remove(beside).catch(() => {});
    throw error;
  }
}

/**
 * All records of a folder by file name; none if there is no such folder.
 *
 * @throws {InputError} naming the file, if one is not a record
 */
export async function storedFailures(folder: string): Promise<StoredFailure[]> {
  const files: string[] = [];
  try {
    for await (const { name, isFile } of Deno.readDir(folder)) if (isFile && name.endsWith(".json")) files.push(name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
  return await Promise.all(
    files.sort().map(async (name) => {
      const file = `${folder}/${name}`;
      return { file, record: parseFailureRecord(parseJson(await Deno.readTextFile(file), file), file) };
    }),
  );
}
