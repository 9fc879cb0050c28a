import * as tf from "@tensorflow/tfjs";
import { Optimizer, type Subject } from "../../mod.ts";

/**
 * Adam whose preconditioner never changes, P = 1: m = beta1 m + (1 - beta1) g, x -= rate m. What is left of Adam once its
 * second moment has settled, and the rule that the bound (2 + 2 beta1) / (1 - beta1) is about; tf.train.adam cannot be
 * held still.
 */
export class FrozenAdam extends Optimizer {
  static readonly className = "FrozenAdam";
  readonly #rate: number;
  readonly #beta1: number;
  readonly #means: tf.Variable[] = [];

  constructor(rate: number, beta1: number) {
    super();
    this.#rate = rate;
    this.#beta1 = beta1;
  }

  override applyGradients(gradients: { name: string; tensor: tf.Tensor }[]): void {
    gradients.forEach(({ name, tensor }, i) => {
      const value = tf.engine().registeredVariables[name];
      this.#means[i] ??= tf.tidy(() => tf.variable(tf.zerosLike(value), false));
      tf.tidy(() => {
        this.#means[i].assign(tf.add(tf.mul(this.#means[i], this.#beta1), tf.mul(tensor, 1 - this.#beta1)));
        value.assign(tf.sub(value, tf.mul(this.#means[i], this.#rate)));
      });
    });
    this.incrementIterations();
  }

  override dispose(): void {
    tf.dispose(this.#means);
  }

  override getConfig() {
    return { rate: this.#rate, beta1: this.#beta1 };
  }
}

/** The subject of beta1 = .9. */
export const frozenAdam: Subject = ({ learningRate }) => new FrozenAdam(learningRate, 0.9);
