import type { TrainingTrace } from "../../core/mod.ts";
import type { ClassifierShape, Evaluated } from "../../kernels/mod.ts";

/** A batch of whatever a problem is made of. */
export interface ProblemBatch {
  /** How many samples it has. */
  size: number;
}

/** An array of weights within the flat vector: what a subject sees as one variable. */
export interface WeightBlock {
  /** Its shape, row-major. */
  shape: number[];
  /** Index of its first number in the flat vector. */
  offset: number;
  /** How many numbers it has. */
  size: number;
}

/** What an optimizer is run on: weights to start from, batches, and a loss with its gradient. */
export interface Problem<Batch extends ProblemBatch = ProblemBatch> {
  /** Where the weights start, flat float32. */
  initial: Float32Array;
  /** The arrays that the flat weights are made of, in order. */
  layout: readonly WeightBlock[];
  /** All samples. */
  full: Batch;
  /** Steps of one pass through the samples; with one, every batch is all of them. */
  batchesPerEpoch: number;
  /** The batch of a step, from 0; the same whenever it is asked for. */
  batchAt(step: number): Batch;
  /** Which code computes loss and gradient. */
  kernel: TrainingTrace["kernel"];
  /**
   * Mean loss of a batch, the samples that are right (NaN where there is no right and wrong), and the flat gradient, which
   * is empty if it was not asked for.
   */
  evaluate(weights: Float32Array, batch: Batch, options?: { gradient?: boolean }): Promise<Evaluated>;
  /** The same loss in float64 and not rounded, to bound what float32 does. Absent where `evaluate` computes so itself. */
  exactLoss?(weights: Float32Array, batch: Batch): number;
  /** Frees what it holds, once its training is over. */
  dispose?(): void;
  /** Of a recurrent classifier, whose steps can stay on a WebGPU device. */
  shape?: ClassifierShape;
}

/** Makes a problem of one's own for a training with the given seed and batch size; a problem without batches ignores it. */
export type ProblemMaker = (options: { seed: number; batchSize: number | "full" }) => Problem | Promise<Problem>;
