import { mean } from "../core/mod.ts";
import { END_SHARE } from "./thresholds.ts";

/** What the rules look at: about 90 points in step order, without noise. */
export interface Series {
  /** Strictly increasing. */
  step: number[];
  /** Finite; of the length of `step`. */
  loss: number[];
  /** 0..1, NaN where it is not known; absent if it is nowhere. */
  accuracy?: number[];
  /** L0, the loss before the first update. */
  start: number;
  /** The step of the first non-finite loss; absent if there is none. */
  nonFinite?: number;
  /**
   * What the best loss so far is the least of, if it is not `loss`: the least of many estimates is too low for what it
   * estimates.
   */
  lossForBest?: number[];
  /** The same for the best accuracy. */
  accuracyForBest?: number[];
}

/** Index of the smallest of `loss[0..to)`, the first of equals; -1 of nothing. */
export function lowest({ loss }: Series, to = loss.length): number {
  let at = to > 0 ? 0 : -1;
  for (let i = 1; i < to; i++) if (loss[i] < loss[at]) at = i;
  return at;
}

/** Index of the largest of `loss[from..]`, the first of equals; -1 of nothing. */
export function highest({ loss }: Series, from = 0): number {
  let at = from < loss.length ? from : -1;
  for (let i = from + 1; i < loss.length; i++) if (loss[i] > loss[at]) at = i;
  return at;
}

/** The mean of the last `END_SHARE` of the values that are known, at least one; NaN of nothing. */
export function endMean(values: number[]): number {
  const known = values.filter(Number.isFinite);
  return mean(known.slice(-Math.max(1, Math.round(known.length * END_SHARE))));
}

/** Whether the curve learned: its best loss is at most `share` of L0. */
export function hasLearned({ loss, lossForBest = loss, start }: Series, share: number): boolean {
  return lossForBest.some((value) => value <= share * start);
}

/** Index of the first of `length` true values in a row; -1 if there is no such row. */
export function firstRun(flags: boolean[], length: number): number {
  for (let i = 0, run = 0; i < flags.length; i++) {
    run = flags[i] ? run + 1 : 0;
    if (run === length) return i - length + 1;
  }
  return -1;
}
