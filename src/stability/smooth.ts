import { type Curve, EVALUATIONS, mean, median } from "../core/mod.ts";
import { accuracyAt, meanAccuracies } from "./_accuracy.ts";
import { type AdaptiveMean, adaptiveMean } from "./_adaptive.ts";
import { isNoisy } from "./_is_noisy.ts";
import { isSampled } from "./_is_sampled.ts";
import { type Level, levelsBefore } from "./_levels.ts";
import { jitter, spread } from "./_noise.ts";
import { startLevel } from "./_start.ts";
import { steadied } from "./_steadied.ts";
import type { Series } from "./series.ts";

/** A log as the rules see it: a point at the beginning of each window, and the points it came from. */
export interface SmoothedCurve extends Series {
  /** Standard error of each loss through the noise of mini-batches; 0 where there is none. */
  error: number[];
  /** Standard error of each accuracy; absent where it has none. */
  accuracyError?: number[];
  /** Means over longer stretches before each point; absent where there is no noise. */
  levels?: Level[][];
  /** The points of the log whose loss is finite. */
  curve: Curve;
  /** Index in `curve` of each window's first point; one window for each point of the series. */
  windows: number[];
  /** Standard deviation of a single loss within each window. */
  noise: number[];
}

/** The loss at a point is a mean over at least this share of a window on either side, but one point, ... */
const LEAST = 0.12;
/** ... and at most this share, but two points. */
const MOST = 0.5;

/** Beyond this one loss is as bad as another, and squares would overflow. */
const LARGEST = 1e100;

/**
 * Smooths a log to one point for each evaluation that the truth of a run rests on, at the same steps. Windows of equal
 * length in steps begin there; those without a point are left out.
 *
 * The loss is the mean of the points around, of half a window on either side or of fewer if the noise does not explain
 * their difference; one batch alone, lucky or unlucky, counts for nothing. The accuracy is the mean of the same points. A
 * log without noise is not smoothed but sampled, as the truth is.
 */
export function smoothCurve(raw: Curve): SmoothedCurve {
  const curve = finitePart(raw), nonFinite = raw.step[raw.loss.findIndex((value) => !Number.isFinite(value))];
  const windows = split(curve.step);
  // Of few points: whether a log runs smoothly shows between its kinks.
  const noise = noiseWithin(curve.loss, { windows, estimate: jitter, least: 8 });
  const bounces = isNoisy(curve.loss, { windows, noise }) && isSampled(curve.accuracy ?? []) !== false;
  const series = bounces ? smoothed(curve, windows) : sampled(curve, windows);
  return { nonFinite, ...series };
}

function finitePart({ step, loss, accuracy }: Curve): Curve {
  if (loss.every((value) => Math.abs(value) <= LARGEST)) return { step, loss, accuracy };
  const finite = (_: number, i: number) => Number.isFinite(loss[i]);
  return {
    step: step.filter(finite),
    loss: loss.filter(finite).map((value) => Math.max(-LARGEST, Math.min(LARGEST, value))),
    accuracy: accuracy?.filter(finite),
  };
}

/** The first point of every window: of those at or after each of the evenly spaced steps of evaluation. */
function split(step: number[]): number[] {
  if (step.length <= EVALUATIONS + 1) return step.map((_, i) => i);
  const start = step[0], span = step[step.length - 1] - start, windows: number[] = [];
  // The run ends one step after that of the last point.
  const end = span + span / (step.length - 1);
  let last = -1;
  for (let i = 0; i < step.length; i++) {
    const window = Math.floor((step[i] - start) * EVALUATIONS / end);
    if (window !== last) windows.push(i);
    last = window;
  }
  return windows;
}

/** How noise is estimated within each window. */
interface Estimate {
  windows: number[];
  estimate: typeof spread;
  /** A window of fewer points is taken with those around it. */
  least?: number;
}

function noiseWithin(loss: number[], { windows, estimate, least }: Estimate): number[] {
  return windows.map((from, w) => estimate(loss, { from, to: windows[w + 1] ?? loss.length, least }));
}

function sampled(curve: Curve, windows: number[]): SmoothedCurve {
  const at = (values: number[]) => windows.map((first) => values[first]), none = windows.map(() => 0);
  return {
    curve,
    windows,
    noise: none,
    step: at(curve.step),
    loss: at(curve.loss),
    accuracy: curve.accuracy && accuracyAt(curve.accuracy, windows),
    error: none,
    start: curve.loss[0] ?? NaN,
  };
}

/** What the losses are averaged from: the windows, the losses without extremes, and the noise within each window. */
interface Steady {
  windows: number[];
  steady: number[];
  noise: number[];
}

function smoothed(curve: Curve, windows: number[]): SmoothedCurve {
  const { step, loss, accuracy } = curve, noise = noiseWithin(loss, { windows, estimate: spread });
  const steady = steadied(loss, windows), unrest = noiseWithin(steady, { windows, estimate: jitter, least: 12 });
  const means = meansAt({ windows, steady, noise: unrest });
  const start = startLevel(loss, { noise: noise[0], within: (windows[1] ?? loss.length) >> 1 });
  // The first point stands for the weights before the first update, and so do no others.
  const points = <T>(first: T, others: (mean: AdaptiveMean, w: number) => T) =>
    means.map((mean, w) => w === 0 ? first : others(mean, w));
  return {
    curve,
    windows,
    noise,
    step: windows.map((first) => step[first]),
    loss: points(start.level, ({ value }) => value),
    error: points(start.error, ({ from, to }, w) => around(unrest, w) / Math.sqrt(to - from)),
    ...(accuracy && meanAccuracies(accuracy, means, windows)),
    levels: levelsBefore(steady, windows),
    start: start.level,
  };
}

/** The loss around the first point of each window. */
function meansAt({ windows, steady, noise }: Steady): AdaptiveMean[] {
  const ends = [...windows.slice(1), steady.length];
  const level = windows.map((from, w) => Math.abs(mean(steady.slice(from, ends[w]))));
  // Batches differ by about the same share of the loss at any time; what is more is the training's own unrest.
  const usual = median(noise.map((value, w) => value / level[w]));
  return windows.map((at, w) => {
    const points = w === 0 ? ends[w] - at : (ends[w] - windows[w - 1]) / 2;
    return adaptiveMean(steady, {
      at,
      noise: Math.min(around(noise, w), usual * around(level, w)),
      least: Math.max(1, Math.round(LEAST * points)),
      most: Math.max(2, MOST * points),
    });
  });
}

/** The mean of what a window and the one before have. */
function around(values: number[], w: number): number {
  return (values[Math.max(0, w - 1)] + values[w]) / 2;
}
