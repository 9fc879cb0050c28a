import * as tf from "@tensorflow/tfjs";
import { ADAM, type AdamConfig } from "./adamw.ts";
import { StatefulOptimizer, type VariableStep, type VariableUpdate } from "./stateful.ts";

/**
 * Adamax, which can be saved; tf.train.adamax cannot.
 *
 *     m = beta1 m + (1 - beta1) g;  u = max(beta2 u, |g|)
 *     x -= rate / (1 - beta1^t) m / (u + epsilon)
 *
 * With the epsilon of Keras and tf.train; the paper has none.
 *
 * Source: D. Kingma, J. Ba, Adam: a method for stochastic optimization, ICLR 2015 (arXiv 1412.6980), algorithm 2.
 */
export class Adamax extends StatefulOptimizer<AdamConfig> {
  /** The name under which tfjs serializes it. */
  static readonly className: string = "SteadfastAdamax";
  /** m and u. */
  protected readonly parts: readonly string[] = ["m", "u"];

  /** Numbers that are left out have their defaults. */
  constructor(learningRate: number, numbers: Partial<AdamConfig> = {}) {
    const { beta1, beta2, epsilon } = { ...ADAM, ...numbers };
    super(learningRate, { beta1, beta2, epsilon });
  }

  /** The rule. */
  protected override update({ gradient, state: [m, u], rate, t }: VariableStep): VariableUpdate {
    const { beta1, beta2, epsilon } = this.numbers;
    const mean = tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1));
    const largest = tf.maximum(tf.mul(u, beta2), tf.abs(gradient));
    const update = tf.mul(tf.div(mean, tf.add(largest, epsilon)), rate / (1 - beta1 ** t));
    return { state: [mean, largest], update };
  }
}
