import * as tf from "@tensorflow/tfjs";
import { StatefulOptimizer, type VariableStep, type VariableUpdate } from "./stateful.ts";

/** The numbers of centered RMSProp. */
export type CenteredRmspropConfig = {
  /** How much of the means stays. Default .9. */
  decay: number;
  /** The share of the buffer that stays. Default 0. */
  momentum: number;
  /** Added to the variance. Default 1e-7. */
  epsilon: number;
};

/**
 * Centered RMSProp; tf.train.rmsprop(centered) subtracts epsilon and makes NaN of small gradients.
 *
 *     s = decay (s + (1 - decay) (g - m)^2);  m = decay m + (1 - decay) g
 *     v = momentum v + rate g / sqrt(s + epsilon);  x -= v
 *
 * s is the variance, mean square less squared mean, carried on as such: by the textbook it is the difference of two nearly
 * equal numbers, which rounding can make negative. In real numbers it is the same.
 *
 * Source: A. Graves, Generating sequences with recurrent neural networks (arXiv 1308.0850), equations 38 to 41; the
 * variance: T. Finch, Incremental calculation of weighted mean and variance, 2009.
 */
export class CenteredRmsprop extends StatefulOptimizer<CenteredRmspropConfig> {
  /** The name under which tfjs serializes it. */
  static readonly className: string = "CenteredRmsprop";
  /** The variance, the buffer and the mean. */
  protected readonly parts: readonly string[] = ["variance", "momentum", "mean"];

  /** Numbers that are left out have their defaults. */
  constructor(learningRate: number, numbers: Partial<CenteredRmspropConfig> = {}) {
    const { decay, momentum, epsilon } = { decay: 0.9, momentum: 0, epsilon: 1e-7, ...numbers };
    super(learningRate, { decay, momentum, epsilon });
  }

  /** The rule. */
  protected override update({ gradient, state: [s, v, m], rate }: VariableStep): VariableUpdate {
    const { decay, momentum, epsilon } = this.numbers;
    const variance = tf.add(tf.mul(s, decay), tf.mul(tf.square(tf.sub(gradient, m)), decay * (1 - decay)));
    const mean = tf.add(tf.mul(m, decay), tf.mul(gradient, 1 - decay));
    const scaled = tf.div(tf.mul(gradient, rate), tf.sqrt(tf.add(variance, epsilon)));
    const buffer = tf.add(tf.mul(v, momentum), scaled);
    return { state: [variance, buffer, mean], update: buffer };
  }
}
