import { elementwise } from "./_elementwise.ts";
import type { Oracle } from "./oracle.ts";

/** The numbers of Adadelta. */
export interface AdadeltaNumbers {
  /** How much of both mean squares stays. */
  rho: number;
  /** Under both roots. It sets the size of the first updates, and must not be 0: at 0 there never is one. */
  epsilon: number;
}

/**
 * Adadelta, from s = u = 0, the denominator with this step's gradient in it, the numerator without this step's update:
 *
 *     s = rho s + (1 - rho) g^2
 *     d = sqrt(u + epsilon) / sqrt(s + epsilon) g
 *     u = rho u + (1 - rho) d^2
 *     x -= rate d
 *
 * The paper has no rate, which is a rate of 1; PyTorch and Keras multiply by one, and leave it out of u. All agree.
 *
 * Source: M. Zeiler, ADADELTA: an adaptive learning rate method (arXiv 1212.5701), algorithm 1.
 */
export function adadelta({ rho, epsilon }: AdadeltaNumbers): Oracle {
  return elementwise({ s: 0, u: 0 }, ({ state, g, rate }) => {
    const s = rho * state.s + (1 - rho) * g * g;
    const d = Math.sqrt(state.u + epsilon) / Math.sqrt(s + epsilon) * g;
    const u = rho * state.u + (1 - rho) * d * d;
    return { state: { s, u }, update: rate * d };
  });
}
