import { mean } from "../core/mod.ts";

/** How many points the start may be averaged over: within the first window, but at least this many. */
const MIN_REACH = 8;
/** The start is at most this multiple of the first point: a run that blows up at once started low. */
const CAP = 1.25;

/**
 * L0 of a noisy log: the mean of its first points, their number doubled as long as the next as many differ by less
 * than the standard error of that difference, so that neither a steep fall nor the noise spoils it.
 *
 * Source: the rule of doubling is O. V. Lepskii's, Theory of Probability and its Applications 35 (1990).
 *
 * @param options `noise`: standard deviation of a single loss; `within`: how many points the mean may span
 */
export function startLevel(loss: number[], { noise, within }: { noise: number; within: number }): number {
  const most = Math.min(loss.length, Math.max(MIN_REACH, within));
  const over = (from: number, to: number) => mean(loss.slice(from, to));
  let count = 1;
  while (2 * count <= most) {
    const drift = Math.abs(over(0, count) - over(count, 2 * count));
    if (drift > noise * Math.sqrt(2 / count)) break;
    count *= 2;
  }
  return Math.min(over(0, count), CAP * loss[0]);
}
