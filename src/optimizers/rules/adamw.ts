import * as tf from "@tensorflow/tfjs";
import type { Tensor } from "../optimizer.ts";
import { StatefulOptimizer, type VariableStep, type VariableUpdate } from "./stateful.ts";

/** The numbers of Adam, as a type of its own that tfjs takes for a config. */
export type AdamConfig = {
  /** How much of the mean gradient stays. Default .9. */
  beta1: number;
  /** How much of the mean square stays. Default .999. */
  beta2: number;
  /** Added to the root of the mean square. Default 1e-7. */
  epsilon: number;
};

/** The numbers of AdamW. */
export type AdamWConfig = AdamConfig & {
  /** The share of a weight that goes at a step of rate 1. Default .01. 0 is Adam. */
  weightDecay: number;
};

/** What Adam and its kin have by default, as tf.train. */
export const ADAM: AdamConfig = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** The moments of Adam, and the mean gradient without its bias. */
export function moments({ gradient, state: [m, v], t }: VariableStep, { beta1, beta2 }: AdamConfig): {
  m: Tensor;
  v: Tensor;
  mean: Tensor;
} {
  const first = tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1));
  const second = tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2));
  return { m: first, v: second, mean: tf.div(first, 1 - beta1 ** t) };
}

/**
 * AdamW, both terms taken from the weights before the step:
 *
 *     m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2
 *     x -= rate m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon) + rate weightDecay x
 *
 * The decay is multiplied by the rate, schedule and all, as in PyTorch, Keras and optax; the paper multiplies it by the
 * schedule's factor alone.
 *
 * Source: I. Loshchilov, F. Hutter, Decoupled weight decay regularization, ICLR 2019 (arXiv 1711.05101), algorithm 2.
 */
export class AdamW extends StatefulOptimizer<AdamWConfig> {
  /** The name under which tfjs serializes it. */
  static readonly className: string = "AdamW";
  /** m and v. */
  protected readonly parts: readonly string[] = ["m", "v"];

  /** Numbers that are left out have their defaults. */
  constructor(learningRate: number, numbers: Partial<AdamWConfig> = {}) {
    const { beta1, beta2, epsilon, weightDecay } = { ...ADAM, weightDecay: 0.01, ...numbers };
    super(learningRate, { beta1, beta2, epsilon, weightDecay });
  }

  /** The rule. */
  protected override update(step: VariableStep): VariableUpdate {
    const { beta2, epsilon, weightDecay } = this.numbers, { m, v, mean } = moments(step, this.numbers);
    const root = tf.add(tf.sqrt(tf.div(v, 1 - beta2 ** step.t)), epsilon);
    const adam = tf.mul(tf.div(mean, root), step.rate);
    const update = weightDecay === 0 ? adam : tf.add(adam, tf.mul(step.weights, step.rate * weightDecay));
    return { state: [m, v], update };
  }
}
