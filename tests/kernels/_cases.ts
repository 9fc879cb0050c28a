import { type Cell, type LossSpec, prng } from "../../src/core/mod.ts";
import { type Batch, type ClassifierShape, parameterCount, parameterLayout } from "../../src/kernels/mod.ts";

/** An evaluation to be made, hard on purpose. */
export interface Case {
  name: string;
  shape: ClassifierShape;
  parameters: Float32Array;
  batch: Batch;
  /** For finite differences: small where the loss is sharply curved. */
  step: number;
}

export interface CaseFields {
  features?: number;
  units?: number;
  classes?: number;
  size?: number;
  length?: number;
  loss?: LossSpec;
  /** Multiplies all weights; 1 is about Glorot's. */
  gain?: number;
  /** Multiplies the recurrent kernel besides. */
  recurrentGain?: number;
  /** What a label row sums to, on and on over the samples. Default: 1. */
  masses?: number[];
  /** Replaces single inputs: `[index, value]`. */
  outliers?: [number, number][];
  /** All inputs but those of the first step are 0, so that the kernel's gradient has come all the way back. */
  onlyFirstStep?: boolean;
  seed?: number;
}

export const CROSS_ENTROPY: LossSpec = { kind: "cross-entropy", log2Scale: 0 };

/** A case of random weights, inputs and labels. */
export function caseOf(cell: Cell, fields: CaseFields = {}): Omit<Case, "name" | "step"> {
  const { features = 2, units = 4, classes = 3, size = 3, length = 5, loss = CROSS_ENTROPY } = fields;
  const { gain = 1, recurrentGain = 1, masses = [1], outliers = [], onlyFirstStep = false, seed = 1 } = fields;
  const shape = { cell, features, units, classes, loss }, random = prng(seed, units, length);
  const parameters = new Float32Array(parameterCount(shape));
  for (const { name, shape: [rows], offset, size } of parameterLayout(shape)) {
    const scale = gain * (name === "recurrentKernel" ? recurrentGain : 1) /
      Math.sqrt(name.endsWith("ernel") ? rows : 4);
    for (let i = offset; i < offset + size; i++) parameters[i] = scale * random.normal();
  }
  const inputs = Float32Array.from({ length: size * length * features }, () => random.normal());
  for (const [index, value] of outliers) inputs[index] = value;
  if (onlyFirstStep) inputs.forEach((_, i) => i % (length * features) >= features && (inputs[i] = 0));
  const labels = new Float32Array(size * classes);
  for (let b = 0; b < size; b++) {
    // One class has most of the row, the others share the rest unevenly.
    const mass = masses[b % masses.length], weights = Array.from({ length: classes }, () => random.uniform());
    weights[random.below(classes)] += 4;
    const total = weights.reduce((x, y) => x + y);
    weights.forEach((weight, k) => labels[b * classes + k] = mass * weight / total);
  }
  return { shape, parameters, batch: { inputs, labels, size, length } };
}

/** What breaks recurrent kernels: every size 1, odd sizes, saturation, outliers, long vanishing products. */
const HARD: [name: string, fields: CaseFields, step?: number][] = [
  ["plain", {}],
  ["everything of size 1, but 2 classes", { features: 1, units: 1, classes: 2, size: 1, length: 1 }],
  ["length 1", { length: 1, size: 5 }],
  ["one sample", { size: 1, length: 9 }],
  ["one feature, one unit", { features: 1, units: 1 }],
  ["odd sizes, 8 classes", { features: 3, units: 7, classes: 8, size: 11, length: 6 }],
  ["more features than units", { features: 9, units: 2, classes: 5 }],
  ["saturated gates", { gain: 12 }, 1e-5],
  ["outliers of 1000 among the inputs", { outliers: [[0, 1000], [17, -1000]] }, 1e-7],
  ["vanishing gradients over 20 steps", { recurrentGain: 0.4, length: 20, size: 2, onlyFirstStep: true }],
  ["large recurrent weights over 12 steps", { recurrentGain: 4, length: 12, size: 2 }, 1e-5],
  ["label rows that sum to 0, 0.5, 1.3 and 5", { masses: [0, 0.5, 1.3, 5], size: 8 }],
  ["sure and wrong: logits of many tens", { gain: 40, units: 6, size: 6 }, 1e-6],
  ["a loss of a quarter", { loss: { kind: "cross-entropy", log2Scale: -2 } }],
  ["tensors of over 1000 numbers", { features: 5, units: 16, classes: 4, size: 16, length: 2 }],
];

/** What is hard in float32 besides. */
const HARD_IN_FLOAT32: typeof HARD = [
  ["outliers of 10000 among the inputs", { outliers: [[0, 1e4], [17, -1e4]] }],
  ["17 units, 9 features, 9 samples", { units: 17, features: 9, size: 9, length: 3 }],
  ["60 steps", { length: 60, features: 1 }],
  ["length 1, one sample, one unit, 8 classes", { length: 1, size: 1, units: 1, classes: 8 }],
  ["sure and right", { gain: 8, seed: 5, masses: [1, 0.5] }],
];

/** Those, and the hard cases of a cell. */
export function float32Cases(cell: Cell): Omit<Case, "step">[] {
  return [...hardCases(cell), ...HARD_IN_FLOAT32.map(([name, fields]) => ({ name, ...caseOf(cell, fields) }))];
}

/** The hard cases of a cell. */
export function hardCases(cell: Cell): Case[] {
  return HARD.map(([name, fields, step = 1e-4]) => ({ name, step, ...caseOf(cell, fields) }));
}
