import { type Curve, mean, median } from "../core/mod.ts";
import { adaptiveMeans, type Cell } from "./_adaptive.ts";
import { spread } from "./_noise.ts";
import type { Series } from "./series.ts";
import { EVALUATIONS } from "./truth.ts";

/** A log as the rules see it: one point a window, and the windows it came from. */
export interface SmoothedCurve extends Series {
  error: number[];
  /** The points of the log whose loss is finite. */
  curve: Curve;
  /** Index in `curve` of each window's first point; one window a point of the series. */
  windows: number[];
  /** Standard deviation of a single loss within each window. */
  noise: number[];
}

/** Below this median ratio of noise to loss a log is taken for full-batch: its points are evaluations already. */
const NOISE_FREE = 0.01;
/** The noise of a window with fewer points is estimated with those of its neighbours. */
const MIN_POINTS = 8;

/**
 * Smooths a log to at most `EVALUATIONS` windows of equal length in steps; those without a point are left out.
 *
 * A window's loss is its median, so that one batch, lucky or unlucky, counts for nothing; its accuracy the mean. Where
 * the noise asks for it, windows are averaged with up to two neighbours on either side (`adaptiveMeans`). A log
 * without noise is not smoothed but sampled, as the truth of a run is.
 */
export function smoothCurve(raw: Curve): SmoothedCurve {
  const curve = finitePart(raw), windows = split(curve.step);
  const ends = windows.map((_, w) => windows[w + 1] ?? curve.loss.length);
  const noise = windows.map((from, w) => spread(curve.loss, { from, to: ends[w], least: MIN_POINTS }));
  const middles = windows.map((from, w) => nearest(curve.step, { from, to: ends[w] }));
  const base = {
    curve,
    windows,
    noise,
    step: middles.map((i) => curve.step[i]),
    nonFinite: raw.step[raw.loss.findIndex((value) => !Number.isFinite(value))],
  };
  const sampled = middles.map((i) => curve.loss[i]);
  if (!(median(sampled.map((value, w) => noise[w] / value)) >= NOISE_FREE)) {
    const accuracy = curve.accuracy && middles.map((i) => curve.accuracy![i]);
    return { ...base, loss: sampled, accuracy, start: sampled[0] ?? NaN, error: sampled.map(() => 0) };
  }
  const cells = (values: number[], centre: (values: number[]) => number, noise: number[]): Cell[] =>
    windows.map((from, w) => ({ value: centre(values.slice(from, ends[w])), noise: noise[w], count: ends[w] - from }));
  const loss = adaptiveMeans(cells(curve.loss, median, noise));
  return {
    ...base,
    loss: loss.map(({ value }) => value),
    error: loss.map(({ error }) => error),
    accuracy: curve.accuracy && smoothAccuracy(curve.accuracy, windows),
    start: startLevel(curve.loss, { noise: noise[0], within: ends[0] >> 1 }),
  };
}
