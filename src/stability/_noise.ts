import { mean, median } from "../core/mod.ts";

/** Median of the absolute value of a standard normal deviate. */
const MEDIAN_OF_NORMAL = 0.6745;

/** So many values at least: a few may well be lucky, and alike. */
const LEAST = 24;

/** Where the noise is estimated: on `values[from..to)`, all finite. */
interface Stretch {
  from: number;
  to: number;
  /** A shorter stretch is estimated with the values around it; default 24. */
  least?: number;
}

/**
 * Standard deviation of the noise: the median of |x[i-1] - 2 x[i] + x[i+1]|, divided by sqrt(6) and .6745, which is the
 * standard deviation for independent Gaussian noise. The second difference takes out level and slope, the median what
 * happens seldom. A stretch shorter than 24 is taken with the values around it. 0 where there are not three values.
 */
export function spread(values: number[], stretch: Stretch): number {
  const differences = secondDifferences(values, stretch).map(Math.abs);
  return differences.length === 0 ? 0 : median(differences) / (Math.sqrt(6) * MEDIAN_OF_NORMAL);
}

/**
 * As {@linkcode spread}, but by the mean square of the second differences: for values that are bounded and may often be
 * equal, as accuracies of small batches are.
 */
export function jitter(values: number[], stretch: Stretch): number {
  const differences = secondDifferences(values, stretch);
  return differences.length === 0 ? 0 : Math.sqrt(mean(differences.map((difference) => difference ** 2)) / 6);
}

function secondDifferences(values: number[], { from, to, least = LEAST }: Stretch): number[] {
  const wider = Math.max(0, Math.ceil((least - (to - from)) / 2)), differences: number[] = [];
  const last = Math.min(values.length - 2, to + wider - 1);
  for (let i = Math.max(1, from - wider); i <= last; i++) {
    differences.push(values[i - 1] - 2 * values[i] + values[i + 1]);
  }
  return differences;
}
