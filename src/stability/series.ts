import { mean } from "../core/mod.ts";
import { END_SHARE, LEARNED_CAUTION } from "./thresholds.ts";

/** What the rules look at: at most about 90 points in step order, noise-free evaluations or the windows of a log. */
export interface Series {
  /** Strictly increasing. */
  step: number[];
  /** Finite; of the length of `step`. */
  loss: number[];
  /** 0..1, NaN where it is not known; absent if it is nowhere. */
  accuracy?: number[];
  /** Standard error of each accuracy through the noise of mini-batches; absent where it has none. */
  accuracyError?: number[];
  /** L0, the loss before the first update. */
  start: number;
  /** Standard error of each loss through the noise of mini-batches; absent for noise-free evaluations. */
  error?: number[];
  /** The step of the first non-finite loss; absent if there is none. */
  nonFinite?: number;
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

/** The standard error of {@linkcode endMean}, from those of the values; 0 of nothing. */
export function endError(errors: number[]): number {
  const end = errors.slice(-Math.max(1, Math.round(errors.length * END_SHARE)));
  return end.length === 0 ? 0 : Math.hypot(...end) / end.length;
}

/** Whether the curve learned: a loss, at the cautious end of its error, is at most `share` of L0. */
export function hasLearned({ loss, error, start }: Series, share: number): boolean {
  return loss.some((value, i) => value + LEARNED_CAUTION * (error?.[i] ?? 0) <= share * start);
}

/** Index of the first of `length` true values in a row; -1 if there is no such row. */
export function firstRun(flags: boolean[], length: number): number {
  for (let i = 0, run = 0; i < flags.length; i++) {
    run = flags[i] ? run + 1 : 0;
    if (run === length) return i - length + 1;
  }
  return -1;
}
