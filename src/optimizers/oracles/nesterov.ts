import { elementwise } from "./_elementwise.ts";
import type { MomentumNumbers } from "./momentum.ts";
import type { Oracle } from "./oracle.ts";

/**
 * Nesterov's momentum, from v = 0, written at the point where the gradient is taken:
 *
 *     v = b v + g;  x -= rate (g + b v)              rate outside: PyTorch, TensorFlow 1
 *     v = b v + rate g;  x -= rate g + b v           rate inside: Keras
 *
 * Source: Y. Nesterov, A method of solving a convex programming problem with convergence rate O(1/k^2), 1983; I.
 * Sutskever et al., On the importance of initialization and momentum in deep learning, ICML 2013, equations 3 and 4,
 * with x + b v for their x (Y. Bengio et al., arXiv 1212.0901).
 */
export function nesterov({ momentum: b, ratePlace = "outside" }: MomentumNumbers): Oracle {
  return elementwise({ v: 0 }, ({ state, g, rate }) => {
    const v = b * state.v + (ratePlace === "inside" ? rate * g : g);
    return { state: { v }, update: ratePlace === "inside" ? rate * g + b * v : rate * (g + b * v) };
  });
}
