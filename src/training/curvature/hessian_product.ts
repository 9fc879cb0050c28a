import { norm } from "../../core/mod.ts";

/** Length of the finite-difference step, as a share of the weights' norm, unless another is asked for. */
const REACH = 2 ** -8;
/** Weights near 0 say nothing of their scale: each counts as this at least. */
const LEAST = 2 ** -6;

/**
 * The product of the Hessian of a loss at some weights with vectors, by central differences of its gradient:
 * (g(w + h v) - g(w - h v)) / 2h, two gradients a product. Differentiating twice cannot be trusted in tfjs: its second
 * derivatives are wrong where a gradient uses its operation's output (exp, sigmoid, tanh, softmax).
 *
 * The step is long, 2^-8 of the weights' norm: in directions of little curvature a shorter one drowns in the rounding of a
 * float32 gradient. What it costs is the third derivative's share, of the order of h^2.
 *
 * @param gradientAt the gradient of a smooth loss at flat float32 weights
 * @param options `reach`: length of the step, as a share of the weights' norm
 */
export function hessianProduct(
  gradientAt: (weights: Float32Array) => Promise<ArrayLike<number>> | ArrayLike<number>,
  weights: Float32Array,
  { reach: share = REACH }: { reach?: number } = {},
): (vector: Float64Array) => Promise<Float64Array> {
  const reach = share * Math.max(norm(weights), LEAST * Math.sqrt(weights.length));
  return async (vector) => {
    const length = norm(vector), h = reach / length;
    if (!(length > 0)) return new Float64Array(vector.length);
    const ahead = await gradientAt(weights.map((w, i) => w + h * vector[i]));
    const copy = Float64Array.from(ahead), behind = await gradientAt(weights.map((w, i) => w - h * vector[i]));
    return copy.map((g, i) => (g - behind[i]) / (2 * h));
  };
}
