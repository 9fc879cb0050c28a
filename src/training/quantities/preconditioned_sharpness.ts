import { linearDynamics } from "../../optimizers/mod.ts";
import { extremes } from "../curvature/extremes.ts";
import { fullHessian } from "../curvature/full_hessian.ts";
import { preconditioned } from "../curvature/preconditioned.ts";
import { atSomeSteps, type MeasuredQuantity, type Moment } from "./quantity.ts";

/**
 * The largest eigenvalue of P^-1 H on the full batch, H the Hessian and P the preconditioner in the optimizer's own state:
 * `[largest, residual, gradient evaluations]`, the residual as a share of the largest size. It is that of the symmetric
 * P^-1/2 H P^-1/2. All NaN of an optimizer that is none of tf.train or of ours, or has no state yet.
 *
 * Source: J. Cohen et al., Adaptive gradient methods at the edge of stability (arXiv 2207.14484).
 */
export const preconditionedSharpness: MeasuredQuantity = {
  at: atSomeSteps,
  async measure(moment) {
    const { lambda, residual, evaluations } = await preconditionedExtreme(moment);
    return [lambda, residual, evaluations];
  },
};

/** The largest eigenvalue of P^-1 H, and what the optimizer makes of it. */
export interface PreconditionedExtreme {
  lambda: number;
  residual: number;
  evaluations: number;
  rate: number;
  bound: number;
  /** P along the direction v = P^-1/2 u of the eigenvector u: v^T P v / v^T v. 1 without a preconditioner. */
  along: number;
}

/** The largest eigenvalue of P^-1 H, and what the optimizer makes of it; all NaN where there is none. */
export async function preconditionedExtreme(
  { problem, optimizer, weights, step }: Moment,
): Promise<PreconditionedExtreme> {
  const dynamics = await linearDynamics(optimizer);
  if (!dynamics) return { lambda: NaN, residual: NaN, evaluations: 0, rate: NaN, bound: NaN, along: NaN };
  const { preconditioner, rate, bound } = dynamics, hessian = fullHessian(problem, weights);
  const multiply = preconditioner ? preconditioned(hessian, preconditioner) : hessian;
  const { largest, evaluations } = await extremes(multiply, { dimension: weights.length, ends: "largest", seed: step });
  const inverse = largest.vector.reduce((sum, u, i) => sum + u * u / (preconditioner?.[i] ?? 1), 0);
  return { lambda: largest.value, residual: largest.residual, evaluations, rate, bound, along: 1 / inverse };
}
