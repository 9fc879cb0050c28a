import type { Cell, LossSpec } from "../core/mod.ts";

/** Everything about a recurrent classifier that determines the shapes and the arithmetic of one training step. */
export interface ClassifierShape {
  /** The recurrent cell. */
  cell: Cell;
  /** Numbers a time step. */
  features: number;
  /** Length of the hidden state. */
  units: number;
  /** Logits. */
  classes: number;
  /** What is minimised. */
  loss: LossSpec;
}

/** One weight array within the flat parameter vector. */
export interface ParameterBlock {
  name: "kernel" | "recurrentKernel" | "bias" | "headKernel" | "headBias";
  shape: number[];
  /** Index of its first number in the flat vector; row-major from there. */
  offset: number;
  size: number;
}

/** Pre-activations a unit: one for the tanh RNN; r, z, n for the GRU; i, f, g, o for the LSTM. */
export const GATES: Record<Cell, number> = { rnn: 1, gru: 3, lstm: 4 };

/**
 * Where each weight array stands in the flat parameter vector: kernel `[features, gates x units]`, recurrent kernel
 * `[units, gates x units]`, bias `[gates x units]`, head kernel `[units, classes]`, head bias `[classes]`; within
 * a row, gate by gate.
 */
export function parameterLayout({ cell, features, units, classes }: ClassifierShape): ParameterBlock[] {
  const width = GATES[cell] * units;
  const shapes: [ParameterBlock["name"], number[]][] = [
    ["kernel", [features, width]],
    ["recurrentKernel", [units, width]],
    ["bias", [width]],
    ["headKernel", [units, classes]],
    ["headBias", [classes]],
  ];
  let offset = 0;
  return shapes.map(([name, shape]) => {
    const size = shape.reduce((a, b) => a * b);
    offset += size;
    return { name, shape, offset: offset - size, size };
  });
}

/** The length of the flat parameter vector. */
export function parameterCount(shape: ClassifierShape): number {
  const last = parameterLayout(shape).at(-1)!;
  return last.offset + last.size;
}

/** Sequences and label rows, row-major float32. */
export interface Batch {
  /** `[size, length, features]` */
  inputs: Float32Array;
  /** `[size, classes]` */
  labels: Float32Array;
  size: number;
  length: number;
}

/** What one evaluation gives. */
export interface Evaluated {
  /** Mean over the rows of -sum(label log probability), nats, times 2^log2Scale; a float32 number. */
  loss: number;
  /** Rows whose largest logit is at the label's largest entry; a row with a logit that is not finite is none. */
  right: number;
  /** d loss / d parameters, flat; empty if it was not asked for. */
  gradient: Float32Array;
}
