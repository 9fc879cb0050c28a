import { elementwise } from "./_elementwise.ts";
import type { Oracle } from "./oracle.ts";

/** The numbers of Adamax. */
export interface AdamaxNumbers {
  /** How much of the mean gradient stays. */
  beta1: number;
  /** How much of the largest gradient stays. */
  beta2: number;
  /** Keeps the denominator from 0. The paper has none; with 0, a gradient that was 0 from the start gives 0 / 0. */
  epsilon: number;
  /** Added to u where it divides: Keras. Added to |g| before the maximum, and so kept: PyTorch. Default "denominator". */
  epsilonPlace?: "denominator" | "gradient";
}

/**
 * Adamax, from m = u = 0, t from 1:
 *
 *     m = beta1 m + (1 - beta1) g;  u = max(beta2 u, |g|)
 *     x -= rate / (1 - beta1^t) m / u
 *
 * Source: D. Kingma, J. Ba, Adam: a method for stochastic optimization, ICLR 2015 (arXiv 1412.6980), algorithm 2.
 */
export function adamax({ beta1, beta2, epsilon, epsilonPlace = "denominator" }: AdamaxNumbers): Oracle {
  const [kept, added] = epsilonPlace === "gradient" ? [epsilon, 0] : [0, epsilon];
  return elementwise({ m: 0, u: 0 }, ({ state, g, rate, t }) => {
    const m = beta1 * state.m + (1 - beta1) * g;
    const u = Math.max(beta2 * state.u, Math.abs(g) + kept);
    return { state: { m, u }, update: rate / (1 - beta1 ** t) * m / (u + added) };
  });
}
