/** A mean over neighbouring points, and which: `[from, to)`. */
export interface AdaptiveMean {
  value: number;
  from: number;
  to: number;
}

/** Half width of the confidence intervals, standard errors. Narrow: rather too rough than a rise smoothed away. */
const WIDTH = 0.7;
/** Each half width of the neighbourhood is this many times the one before. */
const GROWTH = 1.4;

/**
 * The mean of the points around `at`, of as many as agree: the neighbourhood grows, from `least` points on either side to
 * `most`, while the confidence intervals of all its means so far have a point in common. Flat stretches are averaged,
 * jumps stay sharp.
 *
 * Source: intersection of confidence intervals, A. Goldenshluger and A. Nemirovski, On spatially adaptive estimation
 * of nonparametric regression, Mathematical Methods of Statistics 6 (1997).
 *
 * @param options `noise`: standard deviation of a single point
 */
export function adaptiveMean(
  values: number[],
  { at, noise, least, most }: { at: number; noise: number; least: number; most: number },
): AdaptiveMean {
  let low = -Infinity, high = Infinity, found = meanAround(values, { at, radius: least });
  for (let radius = least; radius <= most; radius = Math.max(radius + 1, Math.round(GROWTH * radius))) {
    const next = meanAround(values, { at, radius }), error = noise / Math.sqrt(next.to - next.from);
    low = Math.max(low, next.value - WIDTH * error);
    high = Math.min(high, next.value + WIDTH * error);
    if (low > high) break;
    found = next;
  }
  return found;
}

function meanAround(values: number[], { at, radius }: { at: number; radius: number }): AdaptiveMean {
  const from = Math.max(0, at - radius), to = Math.min(values.length, at + radius + 1);
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i];
  return { value: sum / (to - from), from, to };
}
