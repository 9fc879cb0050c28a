import { fullHessian } from "../curvature/full_hessian.ts";
import { extremes } from "../curvature/extremes.ts";
import { atSomeSteps, type MeasuredQuantity } from "./quantity.ts";

/**
 * The ends of the Hessian's spectrum on the full batch: `[largest, smallest, residual of the largest, of the smallest,
 * gradient evaluations]`, eigenvalues in nats per squared weight, residuals as shares of the larger size of both. The
 * largest is called sharpness. Gradient descent is stable on it if and only if rate x largest < 2.
 */
export const sharpness: MeasuredQuantity = {
  at: atSomeSteps,
  async measure({ problem, weights, step }) {
    const { largest, smallest, evaluations } = await extremes(fullHessian(problem, weights), {
      dimension: weights.length,
      ends: "both",
      seed: step,
    });
    return [largest.value, smallest.value, largest.residual, smallest.residual, evaluations];
  },
};
