import { EVALUATIONS, median } from "../core/mod.ts";

/** Losses that differ by a smaller share than this differ by rounding. */
const ROUNDING = 1e-9;
/** The losses of a full batch run smoothly at times: at least in this share of the windows where they change ... */
const QUIET = 0.2;
/** ... the noise is below this share of the change over the window. Mini-batches differ at any time. */
const CALM = 0.05;
/** A log with fewer points a window than this shows no runs of points. */
const FEW = 2;
/** It is without noise if the median ratio of noise to loss is below this. */
const NOISE_FREE = 0.01;

/**
 * Whether a log has the noise of mini-batches. If not, it is of full batches, and its points are evaluations already,
 * even where they jump about.
 *
 * @param loss all finite
 * @param options `windows`: index of each window's first point; `noise`: standard deviation of a single loss in each
 */
export function isNoisy(
  loss: number[],
  { windows, noise }: { windows: number[]; noise: number[] },
): boolean {
  // NaN if all losses are 0, or there is none: nothing to smooth.
  const ratio = median(windows.map((first, w) => noise[w] / Math.abs(loss[first])));
  if (loss.length < FEW * EVALUATIONS) return ratio >= NOISE_FREE;
  const calm = windows.slice(1).flatMap((next, w) => {
    const change = Math.abs(loss[next] - loss[windows[w]]);
    return change > ROUNDING * Math.abs(loss[next]) ? [noise[w] / change] : [];
  }).sort((a, b) => a - b);
  return calm[Math.floor(QUIET * calm.length)] >= CALM;
}
