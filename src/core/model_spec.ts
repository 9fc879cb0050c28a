import { z } from "zod";

/** The recurrent cells, simplest first. */
export const CELLS = ["rnn", "gru", "lstm"] as const;
/** tanh RNN, GRU or LSTM. */
export type Cell = typeof CELLS[number];

/** How the recurrent kernel starts: Glorot uniform, or a random orthogonal matrix times `gain`. */
export type RecurrentInitSpec = { kind: "glorot" } | { kind: "orthogonal"; gain: number };

/** A recurrent layer of `units` and a dense softmax head. All other kernels start Glorot uniform, biases 0. */
export interface ModelSpec {
  /** The recurrent cell. Default "rnn". */
  cell: Cell;
  /** Hidden units, 1..256. */
  units: number;
  /** How the recurrent kernel starts. Default: Glorot uniform. */
  recurrentInit: RecurrentInitSpec;
  /** Start value of the LSTM's forget-gate bias; other cells have none and ignore it. -10..10. */
  forgetBias: number;
}

/** What is minimised: the mean cross entropy of the rows (nats), times 2^log2Scale. */
export interface LossSpec {
  /** "cross-entropy" has its true gradient, "tf-losses" the one that tfjs gives tf.losses.softmaxCrossEntropy. */
  kind: "cross-entropy" | "tf-losses";
  /** Exponent of the power of two that multiplies the loss, -20..20. */
  log2Scale: number;
}

const recurrentInitSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("glorot") }),
  z.strictObject({ kind: z.literal("orthogonal"), gain: z.number().min(0).max(100).default(1) }),
]);

/** Every field has a default. */
export const modelSchema = z.strictObject({
  cell: z.enum(CELLS).default("rnn"),
  units: z.int().min(1).max(256).default(8),
  recurrentInit: recurrentInitSchema.default({ kind: "glorot" }),
  forgetBias: z.number().min(-10).max(10).default(1),
});

/** Every field has a default. */
export const lossSchema = z.strictObject({
  kind: z.enum(["cross-entropy", "tf-losses"]).default("cross-entropy"),
  log2Scale: z.int().min(-20).max(20).default(0),
});
