import { z } from "zod";
import { InputError } from "./errors.ts";
import { type FieldRole, fieldRolesSchema } from "./field_role.ts";
import { parseWith } from "./parse_with.ts";
import type { BackendInfo } from "./trace.ts";
import { type RecordedTrace, recordedTracesSchema } from "./trace_record.ts";
import { parseTrainingConfig, type TrainingConfig } from "./training_config.ts";

/** A violation, kept: enough to run it again to the bit. It names a subject but holds no code. Plain JSON. */
export interface FailureRecord {
  /** Version of this format; a reader refuses any other. */
  format: 1;
  /** Name of the violated property. */
  property: string;
  /** The kind of failure, as the verdict has it. */
  failure: string;
  /** What the verdict said. */
  witness: string;
  /** The smallest config that was found to fail; its rate is absolute. */
  config: TrainingConfig;
  /** The config as it was generated. */
  original: TrainingConfig;
  /** The seed from which fast-check generated the original. */
  seed: number;
  /** Where fast-check finds the original under that seed; empty if it was not generated. */
  path: string;
  /** Digests of the traces that the property plans for `config`, in order. */
  digests: string[];
  /** What the traces were computed on: only there are the digests to be had again. */
  backend: BackendInfo;
  /** Of what computed the traces, `MAJOR.MINOR.PATCH` each. */
  versions: { steadfast: string; tfjs: string; deno: string };
  /** How it was found: a command, if it was found by one. */
  recipe?: string;
  /** What each field of `config` does to the failure; absent if that was not found out. */
  explanation?: FieldRole[];
  /** The numbers behind the digests, for each: what a replay that departs is held against. Absent in older records. */
  traces?: RecordedTrace[];
}

/** The format that is written, and the only one that is read. */
const FORMAT = 1;

const text = z.string().max(4096);
const recordSchema = z.strictObject({
  format: z.literal(FORMAT),
  property: text,
  failure: text,
  witness: text,
  config: z.unknown(),
  original: z.unknown(),
  seed: z.int(),
  path: text,
  digests: z.array(z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits")).max(16),
  backend: z.strictObject({
    name: z.enum(["cpu", "wasm", "webgpu"]),
    adapter: text.optional(),
    software: z.boolean().optional(),
  }),
  versions: z.strictObject({ steadfast: text, tfjs: text, deno: text }),
  recipe: text.optional(),
  explanation: fieldRolesSchema.optional(),
  traces: recordedTracesSchema.optional(),
}).refine(({ digests, traces }) => !traces || traces.length === digests.length, {
  path: ["traces"],
  message: "must be as many as there are digests",
});

/**
 * Checks a failure record from outside.
 *
 * @throws {InputError} naming every fault by its path, or the format alone if a newer version wrote it
 */
export function parseFailureRecord(value: unknown, place = "record"): FailureRecord {
  const format = isFailureRecord(value) ? value.format : undefined;
  if (typeof format === "number" && format > FORMAT) {
    throw new InputError(place, `format: must be ${FORMAT}: it is ${format}, of a newer steadfast: update to read it`);
  }
  const record = parseWith(recordSchema, value, place);
  return {
    ...record,
    config: parseTrainingConfig(record.config, `${place}: config`),
    original: parseTrainingConfig(record.original, `${place}: original`),
  };
}

/** Whether a parsed JSON value means to be a failure record rather than a config. */
export function isFailureRecord(value: unknown): value is { format: unknown } {
  return typeof value === "object" && value !== null && "format" in value;
}

/** A record as it stands in a file: what people read first, the numbers of the traces last. */
export function recordText({ traces, ...record }: FailureRecord): string {
  return JSON.stringify({ ...record, ...traces && { traces } }, null, 2) + "\n";
}
