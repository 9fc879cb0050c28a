import { norm } from "../../core/mod.ts";
import { hessianProduct } from "../curvature/hessian_product.ts";
import type { StepMade, StepQuantity } from "./quantity.ts";

/** Gauss and Legendre's points and weights on [0, 1]: exact for polynomials of degree 9. */
const POINTS = [0.046910077030668, 0.230765344947158, 0.5, 0.769234655052842, 0.953089922969332];
const WEIGHTS = [0.118463442528095, 0.239314335249683, 0.284444444444444, 0.239314335249683, 0.118463442528095];

/**
 * The curvature along the step d that was made, c(s) = d . H(w + s d) d / |d|^2 for s from 0 to 1, on the step's own
 * batch: `[mean, largest, rounding]`, the mean with weight 2 (1 - s), by Hessian-vector products at five points;
 * `rounding` is |float32 - float64| of the loss, both ends added. All NaN where d is 0.
 *
 * A gradient-descent step lowers the loss if and only if rate x mean < 2: L(w + d) - L(w) = g . d + |d|^2 mean / 2, by
 * Taylor's theorem with the remainder as an integral.
 */
export const curvatureAlongStep: StepQuantity = {
  at: (step, steps) => step < steps,
  async measureStep(made) {
    const { problem, batch, before, after } = made, d = Float64Array.from(after, (w, i) => w - before[i]);
    const square = norm(d) ** 2;
    if (!(square > 0) || !Number.isFinite(square)) return [NaN, NaN, NaN];
    const curvatures: number[] = [];
    for (const s of POINTS) {
      const at = before.map((w, i) => w + s * d[i]);
      const product = await hessianProduct(async (w) => (await problem.evaluate(w, batch)).gradient, at)(d);
      curvatures.push(product.reduce((sum, value, i) => sum + value * d[i], 0) / square);
    }
    const mean = curvatures.reduce((sum, c, k) => sum + 2 * (1 - POINTS[k]) * WEIGHTS[k] * c, 0);
    return [mean, Math.max(...curvatures), await rounding(made)];
  },
};

async function rounding({ problem, batch, before, after }: StepMade): Promise<number> {
  let sum = 0;
  for (const weights of problem.exactLoss ? [before, after] : []) {
    const { loss } = await problem.evaluate(weights, batch, { gradient: false });
    sum += Math.abs(loss - problem.exactLoss!(weights, batch));
  }
  return sum;
}
