import type { Multiply } from "./lanczos.ts";

/**
 * P^-1/2 H P^-1/2 for a diagonal P: symmetric, with the eigenvalues of P^-1 H.
 *
 * @param preconditioner the diagonal of P, above 0
 */
export function preconditioned(hessian: Multiply, preconditioner: ArrayLike<number>): Multiply {
  const root = Float64Array.from(preconditioner, (p) => 1 / Math.sqrt(p));
  return async (vector) => {
    const product = await hessian(vector.map((value, i) => value * root[i]));
    return product.map((value, i) => value * root[i]);
  };
}
