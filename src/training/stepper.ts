import type * as tf from "@tensorflow/tfjs";
import type { Evaluated, StepNumbers } from "../kernels/mod.ts";
import type { ProblemBatch } from "./problems/mod.ts";
import type { WeightVariables } from "./variables.ts";

/** What is updated, and by what. */
export interface Updates {
  optimizer: tf.Optimizer;
  variables: WeightVariables;
}

/**
 * Does the steps of a training. A step is begun, may be measured, and is ended; its numbers may come later, where it
 * costs too much to wait for each. Numbers that are not finite end the training, so steps may turn out to have been done
 * in vain: nobody is told of them.
 */
export interface Stepper {
  /** Computes loss and gradient of a batch at the current weights; `full`: loss and hits of all samples, too. */
  begin(batch: ProblemBatch, options: { full: boolean }): Promise<void>;
  /** Weights and evaluation of the step that has begun; may wait for the device. */
  moment(): Promise<{ weights: Float32Array; evaluated: Evaluated }>;
  /** Updates the weights, unless it is known that nothing can come of it. */
  end(): Promise<void>;
  /** Whether the numbers must be told before another step begins. */
  readonly isDue: boolean;
  /** The numbers of the steps since the last call, in their order; may wait for the device. */
  tell(): Promise<StepNumbers[]>;
  /** The current weights, flat; may wait for the device. */
  weights(): Promise<Float32Array>;
  /** Frees what it made. */
  dispose(): void;
}
