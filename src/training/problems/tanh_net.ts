import { prng, type TanhNetConfig } from "../../core/mod.ts";
import type { Problem, WeightBlock } from "./problem.ts";
import { wholeBatch } from "./_whole_batch.ts";

/** A layer from `ins` to `outs` units: its kernel `[ins, outs]`, then its bias `[outs]`, in the flat weights. */
interface Layer {
  ins: number;
  outs: number;
  kernel: number;
  bias: number;
}

/**
 * A tanh net with one linear output that fits a Chebyshev polynomial, L = mean over the points of (f(x) - T(x))^2 / 2,
 * computed in float64 from float32 weights. All weights of a layer start uniform in +-1 / sqrt(its inputs).
 */
export function tanhNetProblem({ net, seed }: TanhNetConfig): Problem {
  const { widths, degree, points } = net, layers = layersOf([1, ...widths, 1]);
  const x = Array.from({ length: points }, (_, i) => -1 + 2 * i / (points - 1));
  const y = x.map((value) => Math.cos(degree * Math.acos(value)));
  return {
    ...wholeBatch(),
    layout: layers.flatMap(blocksOf),
    initial: initialOf(layers, seed),
    kernel: "plain",
    evaluate: (weights, _, { gradient = true } = {}) => {
      const sum = new Float64Array(gradient ? weights.length : 0);
      let loss = 0;
      x.forEach((value, i) => loss += pass(layers, weights, { x: value, y: y[i], sum: gradient ? sum : undefined }));
      return Promise.resolve({ loss: loss / points, right: NaN, gradient: Float32Array.from(sum, (g) => g / points) });
    },
  };
}

function layersOf(sizes: number[]): Layer[] {
  let at = 0;
  return sizes.slice(1).map((outs, i) => {
    const ins = sizes[i], kernel = at, bias = kernel + ins * outs;
    at = bias + outs;
    return { ins, outs, kernel, bias };
  });
}

function blocksOf({ ins, outs, kernel, bias }: Layer): WeightBlock[] {
  return [{ shape: [ins, outs], offset: kernel, size: ins * outs }, { shape: [outs], offset: bias, size: outs }];
}

function initialOf(layers: Layer[], seed: number): Float32Array {
  const { bias, outs } = layers.at(-1)!, random = prng(seed, 0x7a9e), weights = new Float32Array(bias + outs);
  for (const { ins, kernel, bias, outs } of layers) {
    for (let i = kernel; i < bias + outs; i++) weights[i] = (2 * random.uniform() - 1) / Math.sqrt(ins);
  }
  return weights;
}

/** The loss of one point; adds its gradient to `sum`. */
function pass(
  layers: Layer[],
  w: Float32Array,
  { x, y, sum }: { x: number; y: number; sum?: Float64Array },
): number {
  const outputs: Float64Array[] = [Float64Array.of(x)], last = layers.length - 1;
  for (const [l, { ins, outs, kernel, bias }] of layers.entries()) {
    const from = outputs[l], to = Float64Array.from({ length: outs }, (_, j) => w[bias + j]);
    for (let i = 0; i < ins; i++) for (let j = 0; j < outs; j++) to[j] += from[i] * w[kernel + i * outs + j];
    outputs.push(l === last ? to : to.map(Math.tanh));
  }
  const error = outputs[last + 1][0] - y;
  if (!sum) return error ** 2 / 2;
  let slopes = Float64Array.of(error);
  for (let l = last; l >= 0; l--) {
    const { ins, outs, kernel, bias } = layers[l], from = outputs[l], below = new Float64Array(ins);
    for (let j = 0; j < outs; j++) sum[bias + j] += slopes[j];
    for (let i = 0; i < ins; i++) {
      for (let j = 0; j < outs; j++) {
        sum[kernel + i * outs + j] += from[i] * slopes[j];
        below[i] += w[kernel + i * outs + j] * slopes[j];
      }
    }
    slopes = below.map((slope, i) => slope * (1 - from[i] ** 2));
  }
  return error ** 2 / 2;
}
