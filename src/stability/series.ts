import { mean } from "../core/mod.ts";
import { END_SHARE } from "./thresholds.ts";

/** What the rules look at: at most about 90 points in step order, noise-free evaluations or the windows of a log. */
export interface Series {
  step: number[];
  /** Finite. */
  loss: number[];
  /** 0..1, NaN where it is not known; absent if it is nowhere. */
  accuracy?: number[];
  /** L0, the loss before the first update. */
  start: number;
  /** How far the noise of mini-batches may have moved each number, either way; absent for noise-free evaluations. */
  error?: { loss: number[]; accuracy: number[] };
}

/** Index of the smallest loss, the first of equals; -1 of nothing. */
export function lowest({ loss }: Series): number {
  let at = loss.length ? 0 : -1;
  for (let i = 1; i < loss.length; i++) if (loss[i] < loss[at]) at = i;
  return at;
}

/** Index of the largest loss among those from `from` on, the first of equals; -1 of nothing. */
export function highest({ loss }: Series, from = 0): number {
  let at = from < loss.length ? from : -1;
  for (let i = from + 1; i < loss.length; i++) if (loss[i] > loss[at]) at = i;
  return at;
}

/** The mean of the last `END_SHARE` of the finite values, at least one; NaN of nothing. */
export function endMean(values: number[]): number {
  const finite = values.filter(Number.isFinite);
  return mean(finite.slice(-Math.max(1, Math.round(finite.length * END_SHARE))));
}

/** The smallest loss of the series, at the upper end of its error: what one lucky batch cannot feign. */
export function certainBest({ loss, error }: Series): number {
  return loss.reduce((best, value, i) => Math.min(best, value + (error?.loss[i] ?? 0)), Infinity);
}
