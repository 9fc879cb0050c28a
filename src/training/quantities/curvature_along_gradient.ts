import { norm } from "../../core/mod.ts";
import { hessianProduct } from "../curvature/hessian_product.ts";
import { atSomeSteps, type MeasuredQuantity } from "./quantity.ts";

/**
 * The curvature along the gradient g of the step's own batch, `[g . H g / |g|^2]`, H the Hessian of the same batch; NaN
 * where g is 0. Two gradient evaluations.
 */
export const curvatureAlongGradient: MeasuredQuantity = {
  ofBatch: true,
  at: (step, steps) => step < steps && atSomeSteps(step),
  async measure({ problem, weights, current }) {
    const { batch, evaluated } = current!, gradient = Float64Array.from(evaluated.gradient), size = norm(gradient);
    const hessian = hessianProduct(async (w) => (await problem.evaluate(w, batch)).gradient, weights);
    const product = await hessian(gradient);
    return [product.reduce((sum, value, i) => sum + value * gradient[i], 0) / size ** 2];
  },
};
