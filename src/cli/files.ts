import {
  escapeControl,
  type FailureRecord,
  InputError,
  isFailureRecord,
  MAX_JSON,
  parseFailureRecord,
  parseJson,
  parseTrainingConfig,
  type TrainingConfig,
} from "../core/mod.ts";

/**
 * Reads a whole text file, or standard input for `-`.
 *
 * @param limit the largest size, bytes
 * @throws {InputError} if it cannot be read, is too large or is no UTF-8
 */
export async function readText(file: string, limit: number = 4 * MAX_JSON): Promise<string> {
  const place = placeOf(file), chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const stream = file === "-" ? Deno.stdin.readable : (await Deno.open(file)).readable;
    for await (const chunk of stream) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit) throw new InputError(place, `must be at most ${limit} bytes`);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(place, `cannot be read: ${reasonOf(error)}`, { cause: error });
  }
  try {
    return await new Response(new Blob(chunks as BlobPart[])).arrayBuffer()
      .then((bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new InputError(place, "must be text in UTF-8", { cause: error });
  }
}

/** How a file is called in messages. */
export function placeOf(file: string): string {
  return file === "-" ? "standard input" : escapeControl(file);
}

/** Why a file could not be read or written, in words. */
export function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "there is no such file";
  if (error instanceof Deno.errors.IsADirectory) return "it is a folder";
  return escapeControl(error instanceof Error ? error.message : String(error));
}

/** Reads a training config. */
export async function readConfig(file: string): Promise<TrainingConfig> {
  const place = placeOf(file), value = parseJson(await readText(file), place);
  return isFailureRecord(value) ? parseFailureRecord(value, place).config : parseTrainingConfig(value, place);
}

/** Reads a failure record. */
export async function readRecord(file: string): Promise<FailureRecord> {
  const place = placeOf(file);
  return parseFailureRecord(parseJson(await readText(file), place), place);
}

/** Reads either: a config, or a record with its config. */
export async function readConfigOrRecord(file: string): Promise<{ config: TrainingConfig; record?: FailureRecord }> {
  const place = placeOf(file), value = parseJson(await readText(file), place);
  if (!isFailureRecord(value)) return { config: parseTrainingConfig(value, place) };
  const record = parseFailureRecord(value, place);
  return { config: record.config, record };
}
