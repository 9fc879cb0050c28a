import * as tf from "@tensorflow/tfjs";
import { ADAM, type AdamConfig, moments } from "./adamw.ts";
import { StatefulOptimizer, type VariableStep, type VariableUpdate } from "./stateful.ts";

/**
 * AMSGrad: Adam, but for the largest mean square w in place of the present one, so that no step grows because gradients
 * became small:
 *
 *     m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2;  w = max(w, v)
 *     x -= rate m / (1 - beta1^t) / (sqrt(w / (1 - beta2^t)) + epsilon)
 *
 * With the bias corrections of PyTorch, which the paper leaves out: what it changes beside Adam is the maximum alone.
 *
 * Source: S. Reddi, S. Kale, S. Kumar, On the convergence of Adam and beyond, ICLR 2018 (arXiv 1904.09237), algorithm 2.
 */
export class AmsGrad extends StatefulOptimizer<AdamConfig> {
  /** The name under which tfjs serializes it. */
  static readonly className: string = "AmsGrad";
  /** m, v and the largest v. */
  protected readonly parts: readonly string[] = ["m", "v", "w"];

  /** Numbers that are left out have their defaults. */
  constructor(learningRate: number, numbers: Partial<AdamConfig> = {}) {
    const { beta1, beta2, epsilon } = { ...ADAM, ...numbers };
    super(learningRate, { beta1, beta2, epsilon });
  }

  /** The rule. */
  protected override update(step: VariableStep): VariableUpdate {
    const { beta2, epsilon } = this.numbers, { m, v, mean } = moments(step, this.numbers);
    const w = tf.maximum(step.state[2], v);
    const root = tf.add(tf.sqrt(tf.div(w, 1 - beta2 ** step.t)), epsilon);
    return { state: [m, v, w], update: tf.mul(tf.div(mean, root), step.rate) };
  }
}
