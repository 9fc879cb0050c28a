import type { ClassifierShape } from "../classifier_shape.ts";

/**
 * Mean cross entropy of softmax(logits), its rows' hits, and its gradient, which replaces the logits:
 * (s softmax - label) / rows with s the label row's sum, which need not be 1.
 *
 * @param labels `[rows, classes]`
 * @param logits `[rows, classes]`, overwritten by d loss / d logits
 */
export function crossEntropy(
  { classes, loss }: ClassifierShape,
  labels: Float32Array,
  logits: Float64Array,
): { loss: number; right: number } {
  const rows = logits.length / classes, scale = 2 ** loss.log2Scale;
  let sum = 0, right = 0;
  for (let at = 0; at < logits.length; at += classes) {
    let top = 0, labelTop = 0, mass = 0, total = 0, finite = true;
    for (let k = 0; k < classes; k++) {
      if (logits[at + k] > logits[at + top]) top = k;
      if (labels[at + k] > labels[at + labelTop]) labelTop = k;
      mass += labels[at + k];
      finite &&= Number.isFinite(logits[at + k]);
    }
    const shift = logits[at + top];
    for (let k = 0; k < classes; k++) total += Math.exp(logits[at + k] - shift);
    const logTotal = Math.log(total);
    for (let k = 0; k < classes; k++) {
      const logProbability = logits[at + k] - shift - logTotal;
      sum -= labels[at + k] * logProbability;
      logits[at + k] = (mass * Math.exp(logProbability) - labels[at + k]) * scale / rows;
    }
    if (finite && top === labelTop) right++;
  }
  return { loss: Math.fround(Math.fround(sum / rows) * scale), right };
}
