import * as tf from "@tensorflow/tfjs";
import { transformGradients } from "./_transform_gradients.ts";
import { OptimizerDecorator } from "./decorator.ts";
import type { Gradients, Optimizer, OptimizerConfig } from "./optimizer.ts";

/**
 * Scales the gradients of all variables together down to a Euclidean norm of at most `max` before the inner optimizer
 * sees them: g max / |g| if |g| > max, else g, to the bit.
 *
 * A norm that is not finite makes every component NaN, for no factor is right: 0, as max / Infinity would have it,
 * would hide the explosion as a step of nothing. The norm is a float32 sum of squares: it is Infinity from 1.8e19 on,
 * and below 1e-19 it is rounded towards 0, so that nothing is clipped there.
 *
 * Source: R. Pascanu, T. Mikolov, Y. Bengio, On the difficulty of training recurrent neural networks, ICML 2013
 * (arXiv 1211.5063), algorithm 1; NaN as TensorFlow's `tf.clip_by_global_norm` has it.
 */
export class ClipByGlobalNorm extends OptimizerDecorator {
  /** The name under which tfjs serializes it. */
  static readonly className: string = "ClipByGlobalNorm";
  /** The largest norm that passes unchanged, above 0. */
  readonly max: number;

  /** Clips before `inner`. */
  constructor(inner: Optimizer, max: number) {
    super(inner);
    this.max = max;
  }

  /** Clips the gradients, then passes them on. */
  override applyGradients(gradients: Gradients): void {
    transformGradients(gradients, {
      transform: (present) => clipByGlobalNorm(present, this.max),
      apply: (clipped) => super.applyGradients(clipped),
    });
  }

  /** `{max}` */
  protected override ownConfig(): OptimizerConfig {
    return { max: this.max };
  }
}

function clipByGlobalNorm(gradients: tf.Tensor[], max: number): tf.Tensor[] {
  if (gradients.length === 0) return [];
  const norm = tf.sqrt(tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient)))));
  // norm - norm is 0, but NaN where the norm is not finite. A factor of exactly 1 leaves every bit as it is.
  const factor = tf.add(tf.where(tf.greater(norm, max), tf.div(max, norm), 1), tf.sub(norm, norm));
  return gradients.map((gradient) => tf.mul(gradient, factor));
}
