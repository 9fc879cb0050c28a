import { elementwise } from "./_elementwise.ts";
import type { Oracle } from "./oracle.ts";

/**
 * Gradient descent: `x -= rate g`. All frameworks agree.
 *
 * Source: A. Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées, 1847.
 */
export function sgd(): Oracle {
  return elementwise({}, ({ g, rate }) => ({ state: {}, update: rate * g }));
}
