import {
  canonicalJson,
  escapeControl,
  type FailureRecord,
  InputError,
  isFailureRecord,
  MAX_JSON,
  parseFailureRecord,
  parseJson,
  recordText,
} from "../core/mod.ts";
import { propertyNamed } from "./properties.ts";

/** Where failures are kept, from the current directory. */
export const STORE = ".steadfast/failures";

/** A record and the file it stands in. */
export interface StoredFailure {
  file: string;
  record: FailureRecord;
}

/** A file of the store that cannot be used. It is left as it is. */
export interface UnreadFile {
  /** Its path, from the current directory. */
  file: string;
  /** The file, what is wrong with it, and the remedy. */
  message: string;
}

/** A leftover of a process that was killed is removed after this, ms: no writing takes a day. */
const STALE = 24 * 3600e3;

/** The default store: none in CI, where nothing is to be left behind and nothing found. */
export async function defaultStore(): Promise<string | false> {
  const env = await Deno.permissions.query({ name: "env", variable: "CI" });
  return env.state === "granted" && Deno.env.get("CI") ? false : STORE;
}

/**
 * Keeps a record as `PROPERTY-OPTIMIZER-DIGEST.json`. What stands there already is never lost: the same failure keeps where
 * it came from and gets what is known besides by now; beside anything else it becomes `PROPERTY-OPTIMIZER-DIGEST-2.json`.
 *
 * @returns the file
 */
export async function storeFailure(folder: string, record: FailureRecord): Promise<string> {
  const { property, config: { optimizer }, digests } = record;
  const name = `${folder}/${property}-${optimizer.kind}-${digests[0].slice(0, 12)}`;
  await removeStale(folder);
  for (let k = 1;; k++) {
    const file = k === 1 ? `${name}.json` : `${name}-${k}.json`;
    if (await writeNew(file, recordText(record))) return file;
    const there = await readStored(file);
    if (!("record" in there) || identity(there.record) !== identity(record)) continue;
    const text = recordText(withMore(there.record, record));
    if (text !== recordText(there.record)) await writeWhole(file, text);
    return file;
  }
}

/** What two records of one failure have in common, wherever they came from. */
function identity({ property, config, digests }: FailureRecord): string {
  return canonicalJson([property, config, digests]);
}

/** A record with what another of the same failure tells besides; of two explanations the one that tells more. */
function withMore(record: FailureRecord, { explanation, traces }: FailureRecord): FailureRecord {
  const told = (roles: FailureRecord["explanation"]) => roles?.filter(({ role }) => role !== "not-told").length ?? -1;
  return {
    ...record,
    ...told(explanation) > told(record.explanation) && { explanation },
    ...traces && { traces },
  };
}

/** Writes a text file whole or not at all, its folder too, in place of what stands there. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await written(file, text, (beside) => Deno.rename(beside, file));
}

/** The same, unless there is anything of that name: then it writes nothing, and gives false. */
export async function writeNew(file: string, text: string): Promise<boolean> {
  return await written(file, text, async (beside) => {
    try {
      await Deno.link(beside, file);
    } catch {
      if (await exists(file)) return false;
      // A file system without hard links: between the look and the renaming another process may take the name.
      await Deno.rename(beside, file);
      return true;
    }
    await Deno.remove(beside);
    return true;
  });
}

/** Writes a file beside the one that is meant, which `name` gives its name; what is left of it then is removed. */
async function written<T>(file: string, text: string, name: (beside: string) => Promise<T>): Promise<T> {
  const folder = file.replace(/[^/\\]*$/, ""), beside = `${file}.${crypto.randomUUID()}.tmp`;
  if (folder) await Deno.mkdir(folder, { recursive: true });
  try {
    await Deno.writeTextFile(beside, text);
    return await name(beside);
  } finally {
    await Deno.remove(beside).catch(() => {});
  }
}

async function exists(file: string): Promise<boolean> {
  return await Deno.lstat(file).then(() => true, () => false);
}

/** Removes what processes left that were killed while they wrote: files that only `written` names so, a day old. */
async function removeStale(folder: string): Promise<void> {
  try {
    for await (const { name, isFile } of Deno.readDir(folder)) {
      if (!isFile || !/\.json\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/.test(name)) continue;
      const { mtime } = await Deno.lstat(`${folder}/${name}`);
      if (mtime && mtime.getTime() < Date.now() - STALE) await Deno.remove(`${folder}/${name}`);
    }
  } catch {
    // There is no folder yet, another process was faster, or it may not be done: the next one will see.
  }
}

/** All records of a folder by file name, and the files that are none; nothing if there is no such folder. */
export async function storedFailures(folder: string): Promise<{ failures: StoredFailure[]; unread: UnreadFile[] }> {
  const files: string[] = [];
  try {
    for await (const { name } of Deno.readDir(folder)) if (name.endsWith(".json")) files.push(`${folder}/${name}`);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const read = await Promise.all(files.sort().map(readStored));
  return {
    failures: read.filter((each) => "record" in each),
    unread: read.filter((each) => "message" in each),
  };
}

async function readStored(file: string): Promise<StoredFailure | UnreadFile> {
  const place = escapeControl(file);
  try {
    const value = parseJson(await readText(file), place);
    if (!isFailureRecord(value)) throw new InputError(place, "must be a failure record: it has no format");
    const record = parseFailureRecord(value, place);
    propertyNamed(record.property, `${place}: property`);
    return { file, record };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { file, message: `${error.message}; it is left as it is: mend it or move it away` };
  }
}

async function readText(file: string): Promise<string> {
  const place = escapeControl(file), largest = 4 * MAX_JSON;
  try {
    const { isFile, size } = await Deno.stat(file);
    if (!isFile) throw new InputError(place, "must be a file");
    if (size > largest) throw new InputError(place, `must be at most ${largest} bytes: it has ${size}`);
    return new TextDecoder("utf-8", { fatal: true }).decode(await Deno.readFile(file));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(place, `cannot be read: ${escapeControl(String(error))}`, { cause: error });
  }
}
