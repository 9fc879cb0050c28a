import { norm } from "../../core/mod.ts";
import { preconditionedExtreme } from "./preconditioned_sharpness.ts";
import { atSomeSteps, type MeasuredQuantity } from "./quantity.ts";

/**
 * What the stability ratio is made of: `[pi, rate, curvature, preconditioner, bound, residual, gradient]` with
 * pi = rate x curvature / (preconditioner x bound). Curvature and preconditioner are those along the direction that becomes
 * unstable first, v = P^-1/2 u with u the top eigenvector of P^-1/2 H P^-1/2: v^T H v / v^T v and v^T P v / v^T v; their
 * quotient is the largest eigenvalue of P^-1 H. So the growth of ln pi between two steps is exactly what the rate, the
 * landscape and the preconditioner add to it. The last is the cosine between that direction, its largest component positive,
 * and the gradient of the step's batch: it changes its sign from step to step where a run leaves through -1. All NaN where the
 * stability ratio is.
 */
export const criticalDirection: MeasuredQuantity = {
  at: atSomeSteps,
  async measure(moment) {
    const { lambda, residual, rate, bound, along, direction } = await preconditionedExtreme(moment);
    const gradient = moment.current?.evaluated.gradient;
    const dot = direction.reduce((sum, v, i) => sum + v * (gradient?.[i] ?? NaN), 0),
      cosine = dot / norm(gradient ?? []);
    return [rate * lambda / bound, rate, lambda * along, along, bound, residual, direction.length > 0 ? cosine : NaN];
  },
};
