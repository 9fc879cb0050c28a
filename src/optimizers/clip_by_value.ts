import * as tf from "@tensorflow/tfjs";
import { transformGradients } from "./_transform_gradients.ts";
import { OptimizerDecorator } from "./decorator.ts";
import type { Gradients, Optimizer, OptimizerConfig } from "./optimizer.ts";

/**
 * Cuts every component of the gradients to [-max, max] before the inner optimizer sees them. An infinite component
 * becomes max with its sign; NaN stays NaN, on every backend. Unlike a clipped norm this turns the gradient.
 */
export class ClipByValue extends OptimizerDecorator {
  /** The name under which tfjs serializes it. */
  static readonly className: string = "ClipByValue";
  /** The largest magnitude that passes unchanged, above 0. */
  readonly max: number;

  /** Clips before `inner`. */
  constructor(inner: Optimizer, max: number) {
    super(inner);
    this.max = max;
  }

  /** Clips the gradients, then passes them on. */
  override applyGradients(gradients: Gradients): void {
    transformGradients(gradients, {
      transform: (present) => present.map((gradient) => clipByValue(gradient, this.max)),
      apply: (clipped) => super.applyGradients(clipped),
    });
  }

  /** `{max}` */
  protected override ownConfig(): OptimizerConfig {
    return { max: this.max };
  }
}

function clipByValue(gradient: tf.Tensor, max: number): tf.Tensor {
  // The wasm backend's clip turns NaN into -max, a plausible number.
  return tf.where(tf.isNaN(gradient), gradient, tf.clipByValue(gradient, -max, max));
}
