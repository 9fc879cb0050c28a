import { elementwise } from "./_elementwise.ts";
import type { Oracle, RatePlace } from "./oracle.ts";

/** The numbers of heavy ball and Nesterov. */
export interface MomentumNumbers {
  /** The share b of the buffer that stays. */
  momentum: number;
  /** Where the rate stands; of no account while it is constant. Default "outside". */
  ratePlace?: RatePlace;
}

/**
 * Heavy ball, from v = 0:
 *
 *     v = b v + g;  x -= rate v          rate outside: PyTorch, TensorFlow 1
 *     v = b v + rate g;  x -= v          rate inside: Sutskever et al., Keras
 *
 * Source: B. Polyak, Some methods of speeding up the convergence of iteration methods, 1964; I. Sutskever et al., On the
 * importance of initialization and momentum in deep learning, ICML 2013, equations 1 and 2.
 */
export function momentum({ momentum: b, ratePlace = "outside" }: MomentumNumbers): Oracle {
  return elementwise({ v: 0 }, ({ state, g, rate }) => {
    const v = b * state.v + (ratePlace === "inside" ? rate * g : g);
    return { state: { v }, update: ratePlace === "inside" ? v : rate * v };
  });
}
