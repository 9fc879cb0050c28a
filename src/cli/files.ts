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
import { type OwnData, ownDataSpec } from "../data/mod.ts";

/** How a file is read. */
export interface ReadOptions {
  /** Ends the wait for standard input, which may never end: its reason is thrown. */
  signal?: AbortSignal;
  /** The largest size, bytes. Default: what any JSON within its limit takes. */
  limit?: number;
}

/** How a config is read. */
export interface ReadConfigOptions extends ReadOptions {
  /** One's own data: a config takes all of them, unless it says otherwise. */
  data?: OwnData;
  /** What one's own problem is called, as FILE#EXPORT: a config that names no problem is of it. */
  problem?: string;
}

/**
 * Reads a whole text file, or standard input for `-`.
 *
 * @throws {InputError} if it cannot be read, is too large or is no UTF-8
 */
export async function readText(file: string, { signal, limit = 4 * MAX_JSON }: ReadOptions = {}): Promise<string> {
  const place = placeOf(file), chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    const stream = file === "-" ? Deno.stdin.readable : (await Deno.open(file)).readable;
    for await (const chunk of stream.pipeThrough(new TransformStream<Uint8Array<ArrayBuffer>>(), { signal })) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit) throw new InputError(place, `must be at most ${limit} bytes`);
    }
  } catch (error) {
    if (error instanceof InputError || error === signal?.reason) throw error;
    throw new InputError(place, `cannot be read: ${reasonOf(error)}`, { cause: error });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await new Blob(chunks).arrayBuffer());
  } catch (error) {
    throw new InputError(place, "must be text in UTF-8", { cause: error });
  }
}

/** How a file is called in messages. */
export function placeOf(file: string): string {
  return file === "-" ? "standard input" : escapeControl(file) || '""';
}

/** Why something from outside failed, in words. */
export function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "there is no such file";
  if (error instanceof Deno.errors.IsADirectory) return "it is a folder";
  return escapeControl(String(error instanceof Error ? error.message : error).split("\n", 1)[0]);
}

/** Reads a training config, its own or that of a failure record. */
export async function readConfig(file: string, options?: ReadConfigOptions): Promise<TrainingConfig> {
  return (await readConfigOrRecord(file, options)).config;
}

/** Reads a failure record. */
export async function readRecord(file: string, options?: ReadOptions): Promise<FailureRecord> {
  const place = placeOf(file);
  return parseFailureRecord(parseJson(await readText(file, options), place), place);
}

/** Reads either: a config, or a record with its config. */
export async function readConfigOrRecord(
  file: string,
  options?: ReadConfigOptions,
): Promise<{ config: TrainingConfig; record?: FailureRecord }> {
  const place = placeOf(file), value = parseJson(await readText(file, options), place), data = options?.data;
  const record = isFailureRecord(value) ? parseFailureRecord(value, place) : undefined;
  const config = record?.config ?? parseTrainingConfig(ofProblem(onData(value, data), options?.problem), place);
  if (data) mustBeOnOwn(config, data);
  return { config, record };
}

/** A config from outside with the data that were given, where it does not say which part of them. */
function onData(value: unknown, data: OwnData | undefined): unknown {
  const config = value as { problem?: unknown; data?: unknown } | null;
  if (!data || typeof config !== "object" || config === null || (config.problem ?? "classifier") !== "classifier") {
    return value;
  }
  const given = config.data ?? {};
  if (typeof given !== "object" || Array.isArray(given) || "task" in given) return value;
  return { ...config, data: { ...ownDataSpec(data), ...given } };
}

/** A config from outside with the problem that was given, where it names none. */
function ofProblem(value: unknown, name: string | undefined): unknown {
  if (name === undefined || typeof value !== "object" || value === null || "problem" in value) return value;
  return { problem: "own", name, ...value };
}

function mustBeOnOwn(config: TrainingConfig, { name }: OwnData): void {
  if (config.problem === "classifier" && config.data.source === "own") return;
  const of = config.problem === "classifier" ? "generated data, a task" : `the problem ${config.problem}`;
  throw new InputError(`--data=${escapeControl(name)}`, `must be left out: the config is of ${of}`);
}
