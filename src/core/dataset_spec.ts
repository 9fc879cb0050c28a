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

/** A generated data set of labelled sequences, float32 `[samples, length, features]`. Plain JSON. */
export interface DatasetSpec {
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

/** A seed: an integer in [0, 2^32). */
export const seedSchema = z.int().min(0).max(2 ** 32 - 1);
const share = z.number().min(0).max(1);

const labelSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("one-hot") }),
  z.strictObject({ kind: z.literal("smoothed"), smoothing: z.number().min(0).max(1) }),
  z.strictObject({ kind: z.literal("mass"), mass: z.number().min(0).max(8), share: share.default(1) }),
  z.strictObject({ kind: z.literal("wrong"), share }),
]);

/** Every field has a default. */
export const datasetSchema = z.strictObject({
  task: z.enum(TASKS).default("waveforms"),
  samples: z.int().min(1).max(65536).default(32),
  length: z.int().min(1).max(1024).default(12),
  features: z.int().min(1).max(64).default(1),
  classes: z.int().min(2).max(8).default(4),
  noise: z.number().min(0).max(10).default(0),
  imbalance: z.number().min(0).lt(1).default(0),
  labels: labelSchema.default({ kind: "one-hot" }),
  permutation: seedSchema.default(0),
  seed: seedSchema.default(1),
});
