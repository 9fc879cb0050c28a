import type { Problem } from "../problems/mod.ts";
import { hessianProduct } from "./hessian_product.ts";
import type { Multiply } from "./lanczos.ts";

/** The Hessian of a problem's loss on all samples at some weights, as a product. */
export function fullHessian(problem: Problem, weights: Float32Array): Multiply {
  return hessianProduct(async (w) => (await problem.evaluate(w, problem.full)).gradient, weights);
}
