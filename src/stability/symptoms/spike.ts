import { median, type Symptom } from "../../core/mod.ts";
import { lowest } from "../series.ts";
import type { SmoothedCurve } from "../smooth.ts";

/** The loss is at least this multiple of the level around it ... */
const FACTOR = 2;
/** ... and above it by at least this share of L0 - best ... */
const SHARE = 0.1;
/** ... and by at least this many standard deviations of the noise around it ... */
const DEVIATIONS = 8;
/** ... and its logarithm by this many, as noise that goes with the level is lognormal rather than normal ... */
const LOG_DEVIATIONS = 5;
/** ... of at most this each, the rest being noise that does not go with the level ... */
const MOST = 0.5;
/** ... and by this multiple of what nine tenths of all points keep to: heavy tails are no spikes ... */
const TAIL = 6;
/** ... for at most this share of the points. */
const LONGEST = 0.05;
/** The level is the median of the medians of this many windows before and after. */
const AROUND = 2;

/**
 * Spike: for a twentieth of the log at most, single losses jump to twice the level around them, by .1 (L0 - best) and
 * far beyond the noise, and come back. Takes the raw points of the smoothed curve.
 *
 * Onset: the first point of the first spike.
 */
export function spike(smoothed: SmoothedCurve): Symptom | undefined {
  const { curve: { step, loss }, windows, start } = smoothed, best = smoothed.loss[lowest(smoothed)];
  const around = surroundings(smoothed), tail = TAIL * tailOf(smoothed, around);
  const spikes: { from: number; to: number; level: number }[] = [];
  for (let i = 0, w = 0, from = -1, below = 0; i < loss.length; i++) {
    while (i >= (windows[w + 1] ?? Infinity)) w++;
    const { level, noise } = around[w];
    const unlikely = level * Math.expm1(LOG_DEVIATIONS * Math.min(MOST, noise / level));
    const least = Math.max((FACTOR - 1) * level, SHARE * (start - best), Math.max(DEVIATIONS, tail) * noise, unlikely);
    const up = loss[i] - level >= least;
    if (up && from < 0) [from, below] = [i, FACTOR * level];
    if (up || from < 0) continue;
    // What stands as high before or behind it is no spike, but the edge of something longer.
    const back = from > 0 && Math.max(loss[from - 1], loss[i]) < below;
    if (back && i - from <= Math.max(1, LONGEST * loss.length)) spikes.push({ from, to: i, level });
    from = -1;
  }
  if (spikes.length === 0) return undefined;
  const peaks = spikes.map(({ from, to }) => argmax(loss, from, to));
  const tallest = peaks.reduce((at, peak, k) => loss[peak] > loss[peaks[at]] ? k : at, 0);
  return {
    name: "spike",
    onset: step[spikes[0].from],
    evidence: {
      spikes: spikes.length,
      lossAround: spikes[tallest].level,
      lossAtPeak: loss[peaks[tallest]],
      stepOfPeak: step[peaks[tallest]],
      pointsOfTallest: spikes[tallest].to - spikes[tallest].from,
    },
  };
}

interface Surrounding {
  level: number;
  noise: number;
}

/** Level and noise around each window. */
function surroundings({ curve: { loss }, windows, noise }: SmoothedCurve): Surrounding[] {
  const medians = windows.map((from, w) => median(loss.slice(from, windows[w + 1])));
  return windows.map((_, w) => {
    const around = (values: number[]) => median(values.slice(Math.max(0, w - AROUND), w + AROUND + 1));
    const level = around(medians);
    return { level, noise: Math.max(around(noise), level / 1000) };
  });
}

/** How many standard deviations above their level nine tenths of the points keep under. */
function tailOf({ curve: { loss }, windows }: SmoothedCurve, around: Surrounding[]): number {
  let w = 0;
  const deviations = Float64Array.from(loss, (value, i) => {
    while (i >= (windows[w + 1] ?? Infinity)) w++;
    return (value - around[w].level) / around[w].noise;
  }).sort();
  return deviations[Math.floor(0.9 * deviations.length)];
}

function argmax(values: number[], from: number, to: number): number {
  let at = from;
  for (let i = from + 1; i < to; i++) if (values[i] > values[at]) at = i;
  return at;
}
