import fc from "fast-check";
import { notches } from "../../arbitraries/mod.ts";
import type { LossTrial } from "./loss.ts";

/** Labels: not only those of distributions. */
const LABELS = [0, 1, 0.5, 0.1, 0.3, 1.3];
/** Outputs: 0 first, where a net begins whose last layer does. */
const OUTPUTS = [0, 1, -1, 2, 0.5, -3, 0.1, 10, -30, 50];
const SAMPLES = [1, 2], CLASSES = [2, 3];
/** Weights of which the first is not 0. */
const WEIGHTS = [[1, 1], [2, 1], [0.5, 0]];

/** What may be generated. */
interface LossTrialOptions {
  /** Default: 0. */
  smoothing?: readonly number[];
  /** Default: none are all 0. */
  weights?: readonly (readonly number[])[];
}

/** Trials of losses: the fewest samples and classes first, plain rows, no weights. */
export function lossTrials({ smoothing: spread = [0], weights: some = WEIGHTS }: LossTrialOptions = {}): fc.Arbitrary<
  LossTrial
> {
  const rows = (values: readonly number[]) =>
    fc.tuple(...SAMPLES.map(() => fc.tuple(...[0, 1, 2].map(() => notches(values)))));
  return fc.record({
    samples: notches(SAMPLES),
    classes: notches(CLASSES),
    ranked: notches([false, true]),
    smoothing: notches(spread),
    weights: notches(some),
    labels: rows(LABELS),
    outputs: rows(OUTPUTS),
  }).map(({ samples, classes, ranked, smoothing, ...all }) => {
    const part = (rows: number[][]) => rows.slice(0, samples).map((row) => row.slice(0, classes));
    const weights = all.weights.slice(0, samples), labels = part(all.labels), outputs = part(all.outputs);
    return { labels, outputs, ...weights.some((weight) => weight !== 1) && { weights }, smoothing, ranked };
  });
}
