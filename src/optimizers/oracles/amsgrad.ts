import { elementwise } from "./_elementwise.ts";
import type { Oracle } from "./oracle.ts";

/** The numbers of AMSGrad. */
export interface AmsgradNumbers {
  /** How much of the mean gradient stays. */
  beta1: number;
  /** How much of the mean square stays. */
  beta2: number;
  /** Added to the root of the largest mean square. The paper has none. */
  epsilon: number;
  /**
   * - "none": rate m / (sqrt(w) + epsilon): the paper.
   * - "after": both moments corrected as Adam's, v after the maximum: PyTorch.
   * - "before": likewise, but v before the maximum: optax.
   * - "uncorrected": "after" with epsilon added before the correction, (sqrt(w) + epsilon) / sqrt(1 - beta2^t): Keras.
   *
   * Default "none".
   */
  biasCorrection?: "none" | "after" | "before" | "uncorrected";
}

/**
 * AMSGrad, from m = v = w = 0:
 *
 *     m = beta1 m + (1 - beta1) g
 *     v = beta2 v + (1 - beta2) g^2;  w = max(w, v)
 *     x -= rate m / sqrt(w)
 *
 * Source: S. Reddi, S. Kale, S. Kumar, On the convergence of Adam and beyond, ICLR 2018 (arXiv 1904.09237), algorithm 2;
 * w is its v hat.
 */
export function amsgrad({ beta1, beta2, epsilon, biasCorrection = "none" }: AmsgradNumbers): Oracle {
  return elementwise({ m: 0, v: 0, w: 0 }, ({ state, g, rate, t }) => {
    const [first, second] = biasCorrection === "none" ? [1, 1] : [1 - beta1 ** t, 1 - beta2 ** t];
    const m = beta1 * state.m + (1 - beta1) * g;
    const v = beta2 * state.v + (1 - beta2) * g * g;
    const w = Math.max(state.w, biasCorrection === "before" ? v / second : v);
    const root = Math.sqrt(biasCorrection === "after" ? w / second : w) + epsilon;
    const denominator = biasCorrection === "uncorrected" ? root / Math.sqrt(second) : root;
    return { state: { m, v, w }, update: rate * (m / first) / denominator };
  });
}
