import type { Batch, ClassifierShape } from "../src/kernels/mod.ts";
import { parameterLayout } from "../src/kernels/mod.ts";

/** What the classifier says of a batch: one logit row a sample, the mean loss and the rows that are right. */
export interface Twin {
  logits: number[][];
  loss: number;
  right: number;
}

const sigmoid = (x: number) => 0.5 * (1 + Math.tanh(x / 2));
const { tanh } = Math;

/**
 * The recurrent classifier again, slow and obvious: float64 throughout, one sample after the other, straight from the
 * formulas that the cells document.
 *
 * @param w all parameters, flat, float64
 */
export function twin(shape: ClassifierShape, w: ArrayLike<number>, batch: Batch): Twin {
  const { features, classes, loss } = shape;
  const row = <T extends ArrayLike<number>>(values: T, size: number, at: number) =>
    Array.from({ length: size }, (_, i) => values[at * size + i]);
  const logits: number[][] = [], labels: number[][] = [];
  for (let b = 0; b < batch.size; b++) {
    const sequence = Array.from({ length: batch.length }, (_, t) => row(batch.inputs, features, b * batch.length + t));
    logits.push(logitsOf(shape, w, sequence));
    labels.push(row(batch.labels, classes, b));
  }
  const top = (values: number[]) => values.indexOf(Math.max(...values));
  return {
    logits,
    loss: labels.reduce((sum, y, b) => sum + crossEntropy(y, logits[b]), 0) / batch.size * 2 ** loss.log2Scale,
    right: labels.filter((y, b) => top(y) === top(logits[b])).length,
  };
}

function crossEntropy(label: number[], logits: number[]): number {
  const top = Math.max(...logits);
  const logTotal = top + Math.log(logits.reduce((sum, x) => sum + Math.exp(x - top), 0));
  return label.reduce((sum, y, k) => sum + y * (logTotal - logits[k]), 0);
}

function logitsOf(shape: ClassifierShape, w: ArrayLike<number>, sequence: number[][]): number[] {
  const [kernel, recurrent, bias, headKernel, headBias] = parameterLayout(shape).map(
    ({ offset, shape }) => (j: number, i = 0) => w[offset + i * shape.at(-1)! + j],
  );
  const product = (x: number[], matrix: (j: number, i: number) => number, j: number) =>
    x.reduce((sum, value, i) => sum + value * matrix(j, i), 0);
  const n = shape.units;
  let h: number[] = Array(n).fill(0), c: number[] = Array(n).fill(0);
  for (const x of sequence) {
    const own = (gate: number, j: number) => product(x, kernel, gate * n + j) + bias(gate * n + j);
    const back = (gate: number, j: number) => product(h, recurrent, gate * n + j);
    const both = (gate: number, j: number) => own(gate, j) + back(gate, j);
    const next = h.map((old, j) => {
      if (shape.cell === "rnn") return tanh(both(0, j));
      const z = sigmoid(both(1, j));
      return (1 - z) * tanh(own(2, j) + sigmoid(both(0, j)) * back(2, j)) + z * old;
    });
    if (shape.cell !== "lstm") {
      h = next;
      continue;
    }
    c = c.map((old, j) => sigmoid(both(1, j)) * old + sigmoid(both(0, j)) * tanh(both(2, j)));
    h = c.map((cell, j) => ({ cell, gate: sigmoid(both(3, j)) })).map(({ cell, gate }) => gate * tanh(cell));
  }
  return Array.from({ length: shape.classes }, (_, k) => product(h, headKernel, k) + headBias(k));
}

/** d loss / d parameter i of the twin: central differences of fourth order with a float64 step. */
export function slope(
  shape: ClassifierShape,
  parameters: Float32Array,
  { batch, i, step }: { batch: Batch; i: number; step: number },
): number {
  const at = (k: number) => twin(shape, Float64Array.from(parameters).with(i, parameters[i] + k * step), batch).loss;
  return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step);
}
