import * as tf from "@tensorflow/tfjs";
import type { LossCandidate } from "./loss.ts";

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
/** log(1 + e^x), without overflow. */
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
/** What tf.losses.logLoss adds in its logarithms. */
const LOG_EPSILON = 1e-7;

function logSumExp(values: readonly number[]): number {
  const top = Math.max(...values);
  return top + Math.log(sum(values.map((value) => Math.exp(value - top))));
}

const LOSSES: readonly LossCandidate[] = [
  {
    name: "softmaxCrossEntropy",
    make: (labels, logits, { weights, smoothing }) =>
      tf.losses.softmaxCrossEntropy(labels, logits, weights?.reshape(labels.shape.slice(0, -1)), smoothing),
    definition: (labels, logits) => sum(labels.map((y, k) => y * (logSumExp(logits) - logits[k]))),
    smooth: (y, smoothing, classes) => y * (1 - smoothing) + smoothing / classes,
    per: "sample",
  },
  {
    name: "sigmoidCrossEntropy",
    make: (labels, logits, { weights, smoothing }) => tf.losses.sigmoidCrossEntropy(labels, logits, weights, smoothing),
    definition: (labels, logits) => sum(labels.map((y, k) => softplus(logits[k]) - y * logits[k])),
    smooth: (y, smoothing) => y * (1 - smoothing) + smoothing / 2,
    per: "class",
  },
  {
    name: "logLoss",
    make: (labels, outputs, { weights }) => tf.losses.logLoss(labels, outputs, weights),
    definition: (labels, outputs) =>
      sum(
        labels.map((y, k) =>
          -y * Math.log(outputs[k] + LOG_EPSILON) - (1 - y) * Math.log(1 - outputs[k] + LOG_EPSILON)
        ),
      ),
    per: "class",
    probabilities: true,
  },
  {
    name: "hingeLoss",
    make: (labels, outputs, { weights }) => tf.losses.hingeLoss(labels, outputs, weights),
    definition: (labels, outputs) => sum(labels.map((y, k) => Math.max(0, 1 - (2 * y - 1) * outputs[k]))),
    per: "class",
  },
  {
    name: "huberLoss",
    make: (labels, outputs, { weights }) => tf.losses.huberLoss(labels, outputs, weights),
    definition: (labels, outputs) =>
      sum(labels.map((y, k) => {
        const error = Math.abs(outputs[k] - y);
        return error <= 1 ? error * error / 2 : error - 0.5;
      })),
    per: "class",
  },
  {
    name: "meanSquaredError",
    make: (labels, outputs, { weights }) => tf.losses.meanSquaredError(labels, outputs, weights),
    definition: (labels, outputs) => sum(labels.map((y, k) => (outputs[k] - y) ** 2)),
    per: "class",
  },
  {
    name: "absoluteDifference",
    make: (labels, outputs, { weights }) => tf.losses.absoluteDifference(labels, outputs, weights),
    definition: (labels, outputs) => sum(labels.map((y, k) => Math.abs(outputs[k] - y))),
    per: "class",
  },
  {
    name: "cosineDistance",
    make: (labels, outputs, { weights }) => tf.losses.cosineDistance(labels, outputs, labels.rank - 1, weights),
    definition: (labels, outputs) => 1 - sum(labels.map((y, k) => y * outputs[k])),
    per: "sample",
  },
];

/** The losses of tf.losses that classifiers and regressions use, and what each is by definition. */
export const TF_LOSSES: readonly LossCandidate[] = LOSSES.map((loss) => ({ ...loss, builtIn: true }));
