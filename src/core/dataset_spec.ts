import { z } from "zod";

/** The sequence tasks, simplest first. */
export const TASKS = [
  "waveforms",
  "markov-chains",
  "autoregressive",
  "counting",
  "temporal-order",
  "delayed-recall",
] as const;
/** A sequence task: what distinguishes the classes. */
export type Task = typeof TASKS[number];

/** What the label rows look like. `share` is the share of faulty rows, 0..1. */
export type LabelSpec =
  | { kind: "one-hot" }
  /** The class gets 1 - smoothing + smoothing/classes, each other class smoothing/classes. */
  | { kind: "smoothed"; smoothing: number }
  /** Faulty rows sum to `mass`: one-hot, mass - 1 spread evenly over the other classes (below 1: the one scaled). */
  | { kind: "mass"; mass: number; share: number }
  /** Faulty rows are one-hot at another class. */
  | { kind: "wrong"; share: number };

/** Labelled sequences, float32 `[samples, length, features]`: generated, or one's own. Plain JSON. */
export type DatasetSpec = GeneratedDataSpec | OwnDataSpec;

/** A generated data set. */
export interface GeneratedDataSpec {
  /** May be left out. */
  source?: "generated";
  /** What distinguishes the classes. Default "waveforms". */
  task: Task;
  /** Number of sequences, 1..65536. */
  samples: number;
  /** Time steps a sequence, 1..1024. */
  length: number;
  /** Numbers a time step, 1..64. */
  features: number;
  /** Number of classes, 2..8. */
  classes: number;
  /** Standard deviation of the Gaussian noise added to every number, 0..10; signals have an amplitude of 1. */
  noise: number;
  /** 0: every class equally often. Towards 1: class k has weight (1 - imbalance)^k. In [0, 1). */
  imbalance: number;
  /** Default: one-hot rows at the true class. */
  labels: LabelSpec;
  /** 0: the samples stand in the order of generation; else the same samples are permuted by this seed. */
  permutation: number;
  /** Of the order of the classes, the sequences, the noise and the faulty labels: an integer in [0, 2^32). */
  seed: number;
}

/**
 * Sequences from outside, by name: what they are comes with the call, as an optimizer under test does. Where fewer samples
 * are asked for than there are, a part of them is taken, of each class about its share; of a longer sequence its last
 * `length` steps, and a shorter one gets zeros before it.
 */
export interface OwnDataSpec {
  /** Must be given. */
  source: "own";
  /** What records and reports call them, such as their file. It is never opened. */
  name: string;
  /** SHA-256 of sequences and classes: others are refused. 64 hexadecimal digits. */
  digest: string;
  /** How many sequences are taken, 1 to all of them. */
  samples: number;
  /** Time steps a sequence, 1 to those of the longest. */
  length: number;
  /** Numbers a time step, as the data have them. */
  features: number;
  /** Number of classes, as the data have them, 2..64. */
  classes: number;
  /** Default: one-hot rows at the true class. */
  labels: LabelSpec;
  /** 0: the samples stand in the order in which they were taken; else the same samples are permuted by this seed. */
  permutation: number;
  /** Of which samples are taken, of their order, and of the faulty labels: an integer in [0, 2^32). */
  seed: number;
}

/** The largest sizes of a data set. Of classes, one's own data may have more than a generated set. */
export const MOST = { samples: 65536, length: 1024, features: 64, classes: 64 } as const;

/** A seed: an integer in [0, 2^32). */
export const seedSchema = z.int().min(0).max(2 ** 32 - 1);
const share = z.number().min(0).max(1);

const labelSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("one-hot") }),
  z.strictObject({ kind: z.literal("smoothed"), smoothing: z.number().min(0).max(1) }),
  z.strictObject({ kind: z.literal("mass"), mass: z.number().min(0).max(8), share: share.default(1) }),
  z.strictObject({ kind: z.literal("wrong"), share }),
]);

const samples = z.int().min(1).max(MOST.samples), length = z.int().min(1).max(MOST.length);
const features = z.int().min(1).max(MOST.features);
const generatedSchema = z.strictObject({
  source: z.literal("generated").optional(),
  task: z.enum(TASKS).default("waveforms"),
  samples: samples.default(32),
  length: length.default(12),
  features: features.default(1),
  classes: z.int().min(2).max(8).default(4),
  noise: z.number().min(0).max(10).default(0),
  imbalance: z.number().min(0).lt(1).default(0),
  labels: labelSchema.default({ kind: "one-hot" }),
  permutation: seedSchema.default(0),
  seed: seedSchema.default(1),
});

const ownSchema = z.strictObject({
  source: z.literal("own"),
  name: z.string().min(1).max(512),
  digest: z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits"),
  samples,
  length,
  features,
  classes: z.int().min(2).max(MOST.classes),
  labels: labelSchema.default({ kind: "one-hot" }),
  permutation: seedSchema.default(0),
  seed: seedSchema.default(1),
});

/** Every field of generated data has a default. */
export const datasetSchema: z.ZodType<DatasetSpec> = z.discriminatedUnion("source", [generatedSchema, ownSchema]);
