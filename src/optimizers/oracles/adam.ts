import { elementwise } from "./_elementwise.ts";
import type { Oracle } from "./oracle.ts";

/** The numbers of Adam. */
export interface AdamNumbers {
  /** How much of the mean gradient stays. */
  beta1: number;
  /** How much of the mean square stays. */
  beta2: number;
  /** Keeps the denominator from 0. */
  epsilon: number;
  /**
   * - "outside": sqrt(v') + epsilon: algorithm 1 of the paper, PyTorch.
   * - "uncorrected": (sqrt(v) + epsilon) / sqrt(1 - beta2^t): the paper's section 2, its epsilon hat; TensorFlow, Keras.
   * - "inside": sqrt(v' + epsilon): optax, as `eps_root`.
   *
   * Default "outside".
   */
  epsilonPlace?: "outside" | "uncorrected" | "inside";
}

/**
 * Adam, from m = v = 0, t from 1:
 *
 *     m = beta1 m + (1 - beta1) g;    m' = m / (1 - beta1^t)
 *     v = beta2 v + (1 - beta2) g^2;  v' = v / (1 - beta2^t)
 *     x -= rate m' / (sqrt(v') + epsilon)
 *
 * Source: D. Kingma, J. Ba, Adam: a method for stochastic optimization, ICLR 2015 (arXiv 1412.6980), algorithm 1.
 */
export function adam(numbers: AdamNumbers): Oracle {
  const { beta1, beta2 } = numbers;
  return elementwise({ m: 0, v: 0 }, ({ state, g, rate, t }) => {
    const m = beta1 * state.m + (1 - beta1) * g;
    const v = beta2 * state.v + (1 - beta2) * g * g;
    return { state: { m, v }, update: rate * (m / (1 - beta1 ** t)) / denominator(v, 1 - beta2 ** t, numbers) };
  });
}

function denominator(v: number, correction: number, { epsilon, epsilonPlace = "outside" }: AdamNumbers): number {
  switch (epsilonPlace) {
    case "outside":
      return Math.sqrt(v / correction) + epsilon;
    case "uncorrected":
      return (Math.sqrt(v) + epsilon) / Math.sqrt(correction);
    case "inside":
      return Math.sqrt(v / correction + epsilon);
  }
}
