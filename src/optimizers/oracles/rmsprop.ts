import { elementwise, rootWith } from "./_elementwise.ts";
import type { EpsilonPlace, Oracle, RatePlace } from "./oracle.ts";

/** The numbers of RMSProp. */
export interface RmspropNumbers {
  /** How much of the means stays. */
  decay: number;
  /** The share of the buffer that stays; 0 for none. */
  momentum: number;
  /** Keeps the denominator from 0. */
  epsilon: number;
  /** Whether the square of the mean gradient is taken from the mean square. */
  centered?: boolean;
  /** Inside the root: Graves, TensorFlow, Keras. Outside: PyTorch. Default "inside". */
  epsilonPlace?: EpsilonPlace;
  /** Inside the buffer: Graves, TensorFlow, Keras. Outside: PyTorch. Default "inside". */
  ratePlace?: RatePlace;
  /** What the mean square begins with: 0, but 1 in TensorFlow 1. Default 0. */
  initialMeanSquare?: number;
}

/**
 * RMSProp, from m = v = 0, with momentum b:
 *
 *     s = decay s + (1 - decay) g^2;  m = decay m + (1 - decay) g
 *     n = g / sqrt(s + epsilon), centered g / sqrt(s - m^2 + epsilon)
 *     v = b v + rate n;  x -= v
 *
 * Source: T. Tieleman, G. Hinton, Neural networks for machine learning, lecture 6.5, 2012; centered: A. Graves, Generating
 * sequences with recurrent neural networks (arXiv 1308.0850), equations 38 to 45.
 */
export function rmsprop(
  {
    decay,
    momentum: b,
    epsilon,
    centered = false,
    epsilonPlace = "inside",
    ratePlace = "inside",
    initialMeanSquare = 0,
  }: RmspropNumbers,
): Oracle {
  return elementwise({ s: initialMeanSquare, m: 0, v: 0 }, ({ state, g, rate }) => {
    const s = decay * state.s + (1 - decay) * g * g;
    const m = decay * state.m + (1 - decay) * g;
    // A variance: below 0 it is rounding, of which PyTorch makes NaN.
    const scale = centered ? Math.max(0, s - m * m) : s;
    const n = g / rootWith(epsilon, epsilonPlace, scale);
    const v = b * state.v + (ratePlace === "inside" ? rate * n : n);
    return { state: { s, m, v }, update: ratePlace === "inside" ? v : rate * v };
  });
}
