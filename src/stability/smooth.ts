import { type Curve, EVALUATIONS, median } from "../core/mod.ts";
import { accuracyAt, smoothAccuracy } from "./_accuracy.ts";
import { adaptiveMeans } from "./_adaptive.ts";
import { spread } from "./_noise.ts";
import { startLevel } from "./_start.ts";
import type { Series } from "./series.ts";

/** A log as the rules see it: one point a window, and the points it came from. */
export interface SmoothedCurve extends Series {
  error: number[];
  /** The points of the log whose loss is finite. */
  curve: Curve;
  /** Index in `curve` of each window's first point; one window for each point of the series. */
  windows: number[];
  /** Standard deviation of a single loss within each window. */
  noise: number[];
}

/** A log whose median ratio of noise to loss is below this is of full batches: its points are evaluations already. */
const NOISE_FREE = 0.01;

/**
 * Smooths a log to windows of equal length in steps, one for each evaluation that the truth of a run rests on; those
 * without a point are left out.
 *
 * A window's loss is its median, so that one batch, lucky or unlucky, counts for nothing; its accuracy is the mean.
 * Windows are averaged with up to two neighbours on either side as far as the noise explains their difference. A log
 * without noise is not smoothed but sampled, as the truth is.
 */
export function smoothCurve(raw: Curve): SmoothedCurve {
  const curve = finitePart(raw), nonFinite = raw.step[raw.loss.findIndex((value) => !Number.isFinite(value))];
  const windows = split(curve.step), noise = noiseWithin(curve.loss, windows);
  const ratio = median(windows.map((first, w) => noise[w] / Math.abs(curve.loss[first])));
  // NaN if all losses are 0, or there is none: nothing to smooth.
  const series = ratio >= NOISE_FREE ? smoothed(curve) : sampled(curve, windows);
  return { nonFinite, ...series };
}

function finitePart({ step, loss, accuracy }: Curve): Curve {
  if (loss.every(Number.isFinite)) return { step, loss, accuracy };
  const finite = (_: number, i: number) => Number.isFinite(loss[i]);
  return { step: step.filter(finite), loss: loss.filter(finite), accuracy: accuracy?.filter(finite) };
}

/** The first point of every window: of those at or after each of the evenly spaced steps of evaluation. */
function split(step: number[]): number[] {
  const start = step[0], span = step[step.length - 1] - start, windows: number[] = [];
  let last = -1;
  for (let i = 0; i < step.length; i++) {
    const window = span > 0 ? Math.floor((step[i] - start) * EVALUATIONS / span) : 0;
    if (window !== last) windows.push(i);
    last = window;
  }
  return windows;
}

function noiseWithin(loss: number[], windows: number[]): number[] {
  return windows.map((from, w) => spread(loss, { from, to: windows[w + 1] ?? loss.length }));
}

function sampled(curve: Curve, windows: number[]): SmoothedCurve {
  const at = (values: number[]) => windows.map((first) => values[first]);
  return {
    curve,
    windows,
    noise: windows.map(() => 0),
    step: at(curve.step),
    loss: at(curve.loss),
    accuracy: curve.accuracy && accuracyAt(curve.accuracy, windows),
    error: windows.map(() => 0),
    start: curve.loss[0] ?? NaN,
  };
}

function smoothed(curve: Curve): SmoothedCurve {
  const { step, loss, accuracy } = curve, windows = split(step);
  // The last window holds the last step alone, which is an evaluation, but no window.
  if (loss.length > 2 * EVALUATIONS) windows.pop();
  const noise = noiseWithin(loss, windows), ends = [...windows.slice(1), loss.length];
  const means = adaptiveMeans(windows.map((from, w) => ({
    value: median(loss.slice(from, ends[w])),
    noise: noise[w],
    count: ends[w] - from,
  })));
  return {
    curve,
    windows,
    noise,
    step: windows.map((from, w) => step[w === 0 ? 0 : (from + ends[w] - 1) >> 1]),
    loss: means.map(({ value }) => value),
    accuracy: accuracy && smoothAccuracy(accuracy, windows),
    error: means.map(({ error }) => error),
    start: startLevel(loss, { noise: noise[0], within: ends[0] >> 1 }),
  };
}
