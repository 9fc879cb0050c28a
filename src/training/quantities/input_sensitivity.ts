import { prng } from "../../core/mod.ts";
import type { Batch } from "../../kernels/mod.ts";
import type { Problem } from "../problems/mod.ts";
import { atSomeSteps, type MeasuredQuantity } from "./quantity.ts";

/** How far every number of a time step is moved, either way. */
const REACH = 2 ** -6;
/** Directions that are averaged over. */
const DIRECTIONS = 3;

/**
 * How much the loss of the full batch feels each time step of the inputs: `[s_1 .. s_length]`, s_t the root mean square, over
 * 3 random directions of +-1, of the loss's derivative along the inputs at t, by central differences. Where gradients vanish
 * through time the first are far below the last; where they explode, far above. NaN of what is no recurrent classifier.
 *
 * Source of the idea: R. Pascanu et al., On the difficulty of training recurrent neural networks (arXiv 1211.5063).
 */
export const inputSensitivity: MeasuredQuantity = {
  at: atSomeSteps,
  async measure({ problem, weights }) {
    if (!problem.shape) return [NaN];
    const full = problem.full as Batch, { length } = full, sums = new Float64Array(length), random = prng(0x5e75);
    for (let k = 0; k < DIRECTIONS; k++) {
      const signs = Float32Array.from(full.inputs, () => random.uniform() < 0.5 ? -REACH : REACH);
      for (let t = 0; t < length; t++) {
        const slope = await slopeAt(problem, { weights, full, signs, t });
        sums[t] += slope * slope;
      }
    }
    return Array.from(sums, (sum) => Math.sqrt(sum / DIRECTIONS));
  },
};

/** Where a slope is taken. */
interface At {
  weights: Float32Array;
  full: Batch;
  signs: Float32Array;
  t: number;
}

async function slopeAt(problem: Problem, { weights, full, signs, t }: At): Promise<number> {
  const lossAt = async (sign: number) => {
    const batch = { ...full, inputs: moved(full, { signs, t, sign }) };
    return problem.exactLoss?.(weights, batch) ?? (await problem.evaluate(weights, batch, { gradient: false })).loss;
  };
  return (await lossAt(1) - await lossAt(-1)) / (2 * REACH);
}

/** The inputs with the numbers of time step t moved. */
function moved(
  { inputs, size, length }: Batch,
  { signs, t, sign }: { signs: Float32Array; t: number; sign: number },
): Float32Array {
  const features = inputs.length / (size * length);
  return inputs.map((value, i) => Math.floor(i / features) % length === t ? value + sign * signs[i] : value);
}
