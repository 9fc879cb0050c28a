import { type Prng, prng, type QuadraticConfig, type QuadraticSpec } from "../../core/mod.ts";
import { orthogonal } from "./_orthogonal.ts";
import type { Problem } from "./problem.ts";
import { wholeBatch } from "./_whole_batch.ts";

/**
 * The eigenvalues of a random quadratic, the largest first: that is `largest`, the last `largest / condition`, the others
 * uniform in their logarithm between.
 */
export function spectrum({ dimension, largest, condition, seed }: QuadraticSpec): number[] {
  const random = prng(seed, 0x5bec);
  const between = Array.from({ length: Math.max(0, dimension - 2) }, () => largest * condition ** -random.uniform());
  const ends = dimension > 1 ? [largest / condition] : [];
  return [largest, ...between.sort((a, b) => b - a), ...ends];
}

/**
 * L(x) = 1/2 sum over i of lambda_i (q_i . x)^2, computed in float64 from float32 weights. It starts at Gaussian numbers,
 * each component along an eigenvector at least a tenth in size, so that no direction is missing.
 */
export function quadraticProblem({ quadratic, seed }: QuadraticConfig): Problem {
  const { dimension, rotated } = quadratic, values = spectrum(quadratic), random = prng(quadratic.seed, 0xba51);
  const axes = rotated ? orthogonal(dimension, random) : values.map((_, i) => axis(dimension, i));
  const start = startOf(axes, prng(seed, 0x57a7));
  return {
    ...wholeBatch(),
    layout: [{ shape: [dimension], offset: 0, size: dimension }],
    initial: start,
    kernel: "plain",
    evaluate(x, _, { gradient: wanted = true } = {}) {
      const gradient = new Float64Array(dimension);
      let loss = 0;
      for (const [i, axis] of axes.entries()) {
        const along = axis.reduce((sum, q, j) => sum + q * x[j], 0), slope = values[i] * along;
        loss += slope * along / 2;
        for (let j = 0; wanted && j < dimension; j++) gradient[j] += slope * axis[j];
      }
      return Promise.resolve({ loss, right: NaN, gradient: Float32Array.from(wanted ? gradient : []) });
    },
  };
}

function axis(dimension: number, at: number): Float64Array {
  return Float64Array.from({ length: dimension }, (_, j) => j === at ? 1 : 0);
}

function startOf(axes: Float64Array[], random: Prng): Float32Array {
  const start = new Float64Array(axes.length);
  for (const axis of axes) {
    const normal = random.normal(), along = (normal < 0 ? -1 : 1) * Math.max(0.1, Math.abs(normal));
    axis.forEach((q, j) => start[j] += along * q);
  }
  return Float32Array.from(start);
}
