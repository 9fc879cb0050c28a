import type { LossCandidate, LossTrial } from "./loss.ts";

/**
 * The loss of a trial in float64: the samples' losses, each times its weight, over the number of losses whose weight is not
 * 0 (TensorFlow's `SUM_BY_NONZERO_WEIGHTS`, which is tfjs' default).
 */
export function lossOf({ definition, smooth, per }: LossCandidate, trial: LossTrial): number {
  const { labels, outputs, smoothing } = trial, weights = trial.weights ?? labels.map(() => 1);
  const counted = weights.filter((weight) => weight !== 0).length * (per === "class" ? labels[0].length : 1);
  const total = labels.reduce((sum, row, i) => {
    const smoothed = smooth ? row.map((y) => smooth(y, smoothing, row.length)) : row;
    return sum + weights[i] * definition(smoothed, outputs[i]);
  }, 0);
  return total / counted;
}

/** A slope from the left and from the right: at a kink, whatever lies between is a gradient. */
export interface Slopes {
  low: number;
  high: number;
}

/** How far the one-sided differences go, relative to numbers above 1. */
const STEP = 2 ** -22;

/** The slopes of the loss along every label or output, by one-sided differences of the definition in float64. */
export function slopesOf(candidate: LossCandidate, trial: LossTrial, along: "labels" | "outputs"): Slopes[] {
  const value = lossOf(candidate, trial);
  return trial[along].flatMap((row, i) =>
    row.map((x, k) => {
      const h = STEP * Math.max(1, Math.abs(x)),
        at = (value: number) => {
          const rows = trial[along].map((row) => [...row]);
          rows[i][k] = value;
          return lossOf(candidate, { ...trial, [along]: rows });
        };
      const [left, right] = [(value - at(x - h)) / h, (at(x + h) - value) / h];
      return { low: Math.min(left, right), high: Math.max(left, right) };
    })
  );
}
