import { median, type Symptom } from "../../core/mod.ts";
import { lowest } from "../series.ts";
import type { SmoothedCurve } from "../smooth.ts";

/** The loss is at least this multiple of the level around it ... */
const FACTOR = 2;
/** ... and above it by at least this share of L0 - best ... */
const SHARE = 0.1;
/** ... and by at least this many standard deviations of the noise around it ... */
const DEVIATIONS = 8;
/** ... and by this multiple of what nine tenths of all points keep to: heavy tails are no spikes. */
const TAIL = 6;
/** The level is the median of the medians of a window and this many before and after. */
const AROUND = 2;

/**
 * Spike: single losses jump to twice the level around them, by .1 (L0 - best) and far beyond the noise, and come back
 * within three windows (a thirtieth of the log). Takes the raw points of the smoothed curve.
 *
 * Onset: the first point of the first spike.
 */
export function spike(smoothed: SmoothedCurve): Symptom | undefined {
  const { curve: { step, loss } } = smoothed, spikes = findSpikes(smoothed);
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

/** A stretch `[from, to)` of points that stand out of the level around them. */
interface Spike {
  from: number;
  to: number;
  level: number;
}

function findSpikes(smoothed: SmoothedCurve): Spike[] {
  const { curve: { loss }, windows, start } = smoothed, least = SHARE * (start - smoothed.loss[lowest(smoothed)]);
  const around = surroundings(smoothed), deviations = Math.max(DEVIATIONS, TAIL * tailOf(smoothed, around));
  const spikes: Spike[] = [];
  let from = -1, before = 0;
  for (let i = 0, w = 0; i < loss.length; i++) {
    while (i >= (windows[w + 1] ?? Infinity)) w++;
    const { level, noise } = around[w];
    const up = loss[i] - level >= Math.max((FACTOR - 1) * level, least, deviations * noise);
    if (up && from < 0) [from, before] = [i, level];
    if (up || from < 0) continue;
    // What stands as high before or behind it is no spike, but the edge of something longer.
    if (from > 0 && Math.max(loss[from - 1], loss[i]) < FACTOR * before) spikes.push({ from, to: i, level: before });
    from = -1;
  }
  return spikes;
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
