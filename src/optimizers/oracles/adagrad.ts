import { elementwise, rootWith } from "./_elementwise.ts";
import type { EpsilonPlace, Oracle } from "./oracle.ts";

/** The numbers of Adagrad. */
export interface AdagradNumbers {
  /** What the sum of squares begins with: 0 in the paper and PyTorch, .1 in TensorFlow. */
  initialAccumulator: number;
  /** Keeps the denominator from 0: the paper's delta. */
  epsilon: number;
  /** Outside the root: the paper, PyTorch. Inside: Keras. Default "outside". */
  epsilonPlace?: EpsilonPlace;
}

/**
 * Adagrad:
 *
 *     s = s + g^2;  x -= rate g / (sqrt(s) + epsilon)
 *
 * Source: J. Duchi, E. Hazan, Y. Singer, Adaptive subgradient methods for online learning and stochastic optimization,
 * JMLR 12 (2011), with diagonal matrices and without a regulariser.
 */
export function adagrad({ initialAccumulator, epsilon, epsilonPlace = "outside" }: AdagradNumbers): Oracle {
  return elementwise({ s: initialAccumulator }, ({ state, g, rate }) => {
    const s = state.s + g * g;
    return { state: { s }, update: rate * g / rootWith(epsilon, epsilonPlace, s) };
  });
}
