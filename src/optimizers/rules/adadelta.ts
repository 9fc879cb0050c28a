import * as tf from "@tensorflow/tfjs";
import { StatefulOptimizer, type VariableStep, type VariableUpdate } from "./stateful.ts";

/** The numbers of Adadelta. */
export type AdadeltaConfig = {
  /** How much of both mean squares stays. Default .95. */
  rho: number;
  /** Under both roots. Default 1e-7. */
  epsilon: number;
};

/**
 * Adadelta as it was published; tf.train.adadelta is gradient descent.
 *
 *     s = rho s + (1 - rho) g^2;  d = sqrt(u + epsilon) / sqrt(s + epsilon) g;  u = rho u + (1 - rho) d^2
 *     x -= rate d
 *
 * Source: M. Zeiler, ADADELTA: an adaptive learning rate method (arXiv 1212.5701), algorithm 1.
 */
export class Adadelta extends StatefulOptimizer<AdadeltaConfig> {
  /** The name under which tfjs serializes it. */
  static readonly className: string = "SteadfastAdadelta";
  /** s and u. */
  protected readonly parts: readonly string[] = ["s", "u"];

  /** Numbers that are left out have their defaults. */
  constructor(learningRate: number, numbers: Partial<AdadeltaConfig> = {}) {
    const { rho, epsilon } = { rho: 0.95, epsilon: 1e-7, ...numbers };
    super(learningRate, { rho, epsilon });
  }

  /** The rule. */
  protected override update({ gradient, state: [s, u], rate }: VariableStep): VariableUpdate {
    const { rho, epsilon } = this.numbers;
    const squares = tf.add(tf.mul(s, rho), tf.mul(tf.square(gradient), 1 - rho));
    const ratio = tf.div(tf.sqrt(tf.add(u, epsilon)), tf.sqrt(tf.add(squares, epsilon))), d = tf.mul(ratio, gradient);
    const updates = tf.add(tf.mul(u, rho), tf.mul(tf.square(d), 1 - rho));
    return { state: [squares, updates], update: tf.mul(d, rate) };
  }
}
