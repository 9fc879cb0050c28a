import * as tf from "@tensorflow/tfjs";
import type { Row } from "./row.ts";

/** Losses of gradient descent at rate .05 on free logits of one row of labels, with the gradient that `slope` gives. */
function descent(slope: (probability: number[], label: number[]) => number[], steps: number): number[] {
  const label = [1, 0.1, 0.1, 0.1], losses: number[] = [];
  let logits = [0, 0, 0, 0];
  for (let step = 0; step < steps; step++) {
    const total = logits.reduce((sum, z) => sum + Math.exp(z), 0), p = logits.map((z) => Math.exp(z) / total);
    losses.push(-label.reduce((sum, y, k) => sum + y * Math.log(p[k]), 0));
    const g = slope(p, label);
    logits = logits.map((z, k) => z - 0.05 * g[k]);
  }
  return losses;
}

/** Losses of tf.train.sgd(.05) on tf.losses.softmaxCrossEntropy of free logits. */
function tfDescent(steps: number): number[] {
  const label = tf.tensor2d([[1, 0.1, 0.1, 0.1]]),
    logits = tf.variable<tf.Rank.R2>(tf.zeros([1, 4])),
    losses: number[] = [];
  const optimizer = tf.train.sgd(0.05);
  for (let step = 0; step < steps; step++) {
    const loss = optimizer.minimize(() => tf.losses.softmaxCrossEntropy(label, logits) as tf.Scalar, true)!;
    losses.push(loss.dataSync()[0]);
    loss.dispose();
  }
  tf.dispose([label, logits]);
  optimizer.dispose();
  return losses;
}

/** The gradient of tf.losses, softmax - labels, where labels have mass 1.3: the loss falls, then rises. */
export function labelFault(): Row[] {
  const steps = 5000, seen = tfDescent(steps), right = descent((p, y) => p.map((q, k) => 1.3 * q - y[k]), steps);
  const source = "tfjs 4.22, seen; (softmax - label) is no gradient where the mass is 1.3", tolerance = 1e-3;
  const row = (name: string, expected: number, measured: number): Row => ({
    name,
    source,
    expected,
    measured,
    tolerance,
  });
  return [
    row("tf.losses, label mass 1.3: first loss", 1.8022, seen[0]),
    row("tf.losses, label mass 1.3: loss at step 99", 1.0318, seen[99]),
    row("tf.losses, label mass 1.3: loss in the end", 1.1846, seen[steps - 1]),
    row("true gradient, label mass 1.3: loss in the end", Math.min(...right), right[steps - 1]),
    row("true gradient, label mass 1.3: loss in the end", 1.0318, right[steps - 1]),
  ];
}

/** tf.train.adam on the sum of x^2 from (2, 4): its own test's numbers. */
export function adamSteps(): Row[] {
  const x = tf.variable(tf.tensor1d([2, 4])), optimizer = tf.train.adam(0.1, 0.8, 0.9), rows: Row[] = [];
  const expected = [[1.9, 3.9], [1.8000001, 3.8002]], source = "tfjs' own test of Adam";
  for (const [step, values] of expected.entries()) {
    optimizer.minimize(() => tf.sum(tf.square(x)) as tf.Scalar);
    const measured = x.dataSync();
    values.forEach((value, i) => {
      const name = `tf.train.adam on the sum of x^2: x${i} after step ${step + 1}`;
      rows.push({ name, source, expected: value, measured: measured[i], tolerance: 2e-4 });
    });
  }
  x.dispose();
  optimizer.dispose();
  return rows;
}
