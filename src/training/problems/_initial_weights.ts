import { type ModelSpec, type Prng, prng } from "../../core/mod.ts";
import { type ClassifierShape, GATES, parameterCount, parameterLayout } from "../../kernels/mod.ts";
import { orthogonal } from "./_orthogonal.ts";

/** Weights lie on the grid of 2^-20, so that engines whose `Math.log` differs in the last bit start alike. */
const GRID = 2 ** 20;

/**
 * The weights at step 0, flat float32: kernels Glorot uniform (Glorot and Bengio 2010), the recurrent kernel as the
 * spec says, gate by gate, biases 0 but for the LSTM's forget gate.
 *
 * @param seed an integer in [0, 2^32)
 */
export function initialWeights(model: ModelSpec, shape: ClassifierShape, seed: number): Float32Array {
  const weights = new Float32Array(parameterCount(shape));
  const { units, features, classes } = shape, gates = GATES[shape.cell];
  for (const { name, offset, size } of parameterLayout(shape)) {
    const block = weights.subarray(offset, offset + size), random = prng(seed, offset, 0x17);
    if (name === "kernel") glorot(block, features + units, random);
    if (name === "headKernel") glorot(block, units + classes, random);
    if (name === "recurrentKernel") recurrent(block, { model, gates, units, random });
    if (name === "bias" && shape.cell === "lstm") block.fill(model.forgetBias, units, 2 * units);
  }
  return weights;
}

function glorot(block: Float32Array, fans: number, random: Prng): void {
  const limit = Math.sqrt(6 / fans);
  for (let i = 0; i < block.length; i++) block[i] = Math.round((2 * random.uniform() - 1) * limit * GRID) / GRID;
}

interface Recurrent {
  model: ModelSpec;
  gates: number;
  units: number;
  random: Prng;
}

function recurrent(block: Float32Array, { model, gates, units, random }: Recurrent): void {
  if (model.recurrentInit.kind === "glorot") return glorot(block, 2 * units, random);
  for (let gate = 0; gate < gates; gate++) {
    const rows = orthogonal(units, random);
    for (let i = 0; i < units; i++) {
      for (let j = 0; j < units; j++) {
        const value = rows[i][j] * model.recurrentInit.gain;
        block[i * gates * units + gate * units + j] = Math.round(value * GRID) / GRID;
      }
    }
  }
}
