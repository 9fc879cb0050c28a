import { z } from "zod";
import { MOST } from "./dataset_spec.ts";
import { type Cell, CELLS } from "./model_spec.ts";
import { OPTIMIZER_KINDS, type OptimizerKind } from "./optimizer_spec.ts";
import { parseWith } from "./parse_with.ts";

/** What is known of a training in another framework, of which there is a log. Everything may be left out. */
export interface KnownRun {
  /** What the log's steps count. Default "updates". */
  unit?: "updates" | "epochs";
  /** The update rule. */
  optimizer?: OptimizerKind;
  /** Learning rate, above 0. */
  rate?: number;
  /** Of heavy ball, Nesterov or RMSProp, 0..2. */
  momentum?: number;
  /** Decay of Adam's mean of gradients, 0..1. */
  beta1?: number;
  /** Decay of Adam's mean square of gradients, 0..1. */
  beta2?: number;
  /** Decay of RMSProp's mean square of gradients, 0..1. */
  decay?: number;
  /** What is added to the root of the mean square, 0..1. */
  epsilon?: number;
  /** The largest norm of a gradient that is not clipped, or that none is. */
  clipNorm?: number | "none";
  /** What the schedule does to the rate; "rising" if ever. */
  schedule?: "constant" | "falling" | "rising";
  /** Where the schedule raises the rate, in the log's own steps. */
  raisedAt?: number[];
  /** Samples an update. */
  batchSize?: number | "full";
  /** Samples an epoch. */
  samples?: number;
  /** Updates an epoch. Default: samples / batchSize, if both are known. */
  stepsPerEpoch?: number;
  /** Whether the samples come in a new order in every epoch. */
  shuffled?: boolean;
  /** Number of classes, 2..64. */
  classes?: number;
  /** What a row of labels sums to; 1 of class numbers. */
  labelSum?: number;
  /** Label smoothing, 0..1. */
  labelSmoothing?: number;
  /** The recurrent cell. */
  cell?: Cell;
  /** Hidden units, 1..256. */
  units?: number;
  /** Time steps a sequence, 1..1024. */
  length?: number;
}

const share = z.number().min(0).max(1), positive = z.number().gt(0).max(1e30), count = z.int().min(1).max(1e9);

const schema: z.ZodType<KnownRun> = z.strictObject({
  unit: z.enum(["updates", "epochs"]),
  optimizer: z.enum(OPTIMIZER_KINDS),
  rate: positive,
  momentum: z.number().min(0).max(2),
  beta1: share,
  beta2: share,
  decay: share,
  epsilon: share,
  clipNorm: z.union([z.literal("none"), positive], { error: 'must be "none" or a number above 0' }),
  schedule: z.enum(["constant", "falling", "rising"]),
  raisedAt: z.array(z.number().min(0).max(1e15)).max(1000),
  batchSize: z.union([z.literal("full"), count], { error: 'must be "full" or a whole number from 1 to 1e9' }),
  samples: count,
  stepsPerEpoch: count,
  shuffled: z.boolean(),
  classes: z.int().min(2).max(MOST.classes),
  labelSum: z.number().min(0).max(1e6),
  labelSmoothing: share,
  cell: z.enum(CELLS),
  units: z.int().min(1).max(256),
  length: z.int().min(1).max(MOST.length),
}).partial();

/**
 * Checks what is known of a run from outside.
 *
 * @param place what it is called in an error
 * @throws {InputError} naming every fault by its path
 */
export function parseKnownRun(value: unknown, place = "known"): KnownRun {
  return parseWith(schema, value, place);
}

/** Updates an epoch, if that is known. */
export function updatesPerEpoch({ stepsPerEpoch, samples, batchSize }: KnownRun): number | undefined {
  if (stepsPerEpoch !== undefined || batchSize === undefined) return stepsPerEpoch;
  if (batchSize === "full") return 1;
  return samples === undefined ? undefined : Math.ceil(samples / batchSize);
}
