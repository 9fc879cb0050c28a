import type { Tensor } from "../../optimizers/mod.ts";

/** What a loss is given: plain JSON. */
export interface LossTrial {
  /** The labels, a row a sample, a number a class. */
  labels: number[][];
  /** The logits or predictions, as many. */
  outputs: number[][];
  /** The weight of each sample; absent: they all count 1. */
  weights?: number[];
  /** The share of a label that is spread over all classes. */
  smoothing: number;
  /** Whether it is given as `[samples, 1, classes]`, as a loss over time. */
  ranked: boolean;
}

/** A loss under test. */
export interface LossCandidate {
  /** What reports call it. */
  name: string;
  /**
   * The loss, differentiable, a scalar: labels and outputs as `[samples, classes]` or `[samples, 1, classes]`, weights of the
   * same shape but for the classes, of which there is 1.
   */
  make(labels: Tensor, outputs: Tensor, options: { weights?: Tensor; smoothing: number }): Tensor;
  /** Its definition in float64, of one sample. Its mean over the samples, weighted, is the loss. */
  definition(labels: readonly number[], outputs: readonly number[]): number;
  /** How a label is smoothed, of the number of classes; absent: the loss does not smooth. */
  smooth?(label: number, smoothing: number, classes: number): number;
  /** Whether a sample's loss is one number for all classes, or one for each, of which `definition` gives the sum. */
  per: "sample" | "class";
  /** Whether it is a loss of tf.losses, whose defects are known. */
  builtIn?: boolean;
  /** Whether the outputs are probabilities, in (0, 1). */
  probabilities?: boolean;
}
