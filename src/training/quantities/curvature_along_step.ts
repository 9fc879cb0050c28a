import { norm } from "../../core/mod.ts";
import { hessianProduct } from "../curvature/hessian_product.ts";
import type { StepMade, StepQuantity } from "./quantity.ts";

/** Length of the differences: short, as the curvature may change fast along the way, and it is that of the gradient's. */
const REACH = 2 ** -11;
/** What float32 rounds off a loss whose float64 value is not known, as a share of it: some units in the last place. */
const ROUNDED = 2 ** -20;
/** Gauss and Legendre's points and weights on [0, 1]: exact for polynomials of degree 9. */
const POINTS = [0.046910077030668, 0.230765344947158, 0.5, 0.769234655052842, 0.953089922969332];
const WEIGHTS = [0.118463442528095, 0.239314335249683, 0.284444444444444, 0.239314335249683, 0.118463442528095];

/**
 * The curvature along the step d that was made, c(s) = d . H(w + s d) d / |d|^2 for s from 0 to 1, on the step's own
 * batch: `[mean, largest, rounding, open]`, the mean with weight 2 (1 - s), by Hessian-vector products at five points of
 * each half of the step; `rounding` is |float32 - float64| of the loss, both ends added; `open` is how far the mean is from
 * that of five points of the whole: large where the curvature changes too fast along the step to be known from points. All
 * NaN where d is 0.
 *
 * A gradient-descent step lowers the loss if and only if rate x mean < 2: L(w + d) - L(w) = g . d + |d|^2 mean / 2, by
 * Taylor's theorem with the remainder as an integral.
 */
export const curvatureAlongStep: StepQuantity = {
  at: (step, steps) => step < steps,
  async measureStep(made) {
    const whole = await along(made, [0, 1]), halves = await along(made, [0, 0.5, 1]);
    const open = Math.abs(whole.mean - halves.mean), largest = Math.max(whole.largest, halves.largest);
    return [halves.mean, largest, Number.isNaN(open) ? NaN : await rounding(made), open];
  },
};

/** Mean and largest curvature, from five points between each two of the given ends. */
async function along(
  { problem, batch, before, after }: StepMade,
  ends: number[],
): Promise<{ mean: number; largest: number }> {
  const d = Float64Array.from(after, (w, i) => w - before[i]), square = norm(d) ** 2;
  if (!(square > 0) || !Number.isFinite(square)) return { mean: NaN, largest: NaN };
  let mean = 0, largest = -Infinity;
  for (const [k, from] of ends.slice(0, -1).entries()) {
    const width = ends[k + 1] - from;
    for (const [i, point] of POINTS.entries()) {
      const s = from + width * point, at = before.map((w, j) => w + s * d[j]);
      const gradientAt = async (w: Float32Array) => (await problem.evaluate(w, batch)).gradient;
      const product = await hessianProduct(gradientAt, at, { reach: REACH })(d);
      const curvature = product.reduce((sum, value, j) => sum + value * d[j], 0) / square;
      mean += 2 * (1 - s) * width * WEIGHTS[i] * curvature;
      largest = Math.max(largest, curvature);
    }
  }
  return { mean, largest };
}

async function rounding({ problem, batch, before, after }: StepMade): Promise<number> {
  if (problem.kernel === "plain") return 0;
  let sum = 0;
  for (const weights of [before, after]) {
    const { loss } = await problem.evaluate(weights, batch, { gradient: false }), { exactLoss } = problem;
    sum += exactLoss ? Math.abs(loss - exactLoss(weights, batch)) : ROUNDED * Math.abs(loss);
  }
  return sum;
}
