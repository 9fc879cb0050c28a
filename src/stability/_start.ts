import { mean } from "../core/mod.ts";

/** How many points the start may be averaged over: those of half the first window, but at least this many. */
const LEAST = 8;
/** A fall by more standard errors than this ends the averaging: the training has set in. */
const FALL = 1.5;
/** So does a rise by more than this: a run that blows up at once started low. */
const RISE = 1;
/** The noise counts for at most this share of the first loss: the jumps of a run that blows up at once look like noise. */
const SHARE = 0.18;

/**
 * L0 of a noisy log: the mean of its first points, their number doubled as long as the next as many neither lie below
 * them by 1.5 standard errors of the difference nor above by 1, so that neither the noise spoils it nor what follows.
 *
 * Source: the rule of doubling is O. V. Lepskii's, Theory of Probability and its Applications 35 (1990).
 *
 * @param options `noise`: standard deviation of a single loss; `within`: how many points the mean may span
 */
export function startLevel(
  loss: number[],
  { noise, within }: { noise: number; within: number },
): { level: number; error: number } {
  const most = Math.min(loss.length, Math.max(LEAST, within));
  const over = (from: number, to: number) => mean(loss.slice(from, to));
  const single = Math.min(noise, SHARE * loss[0]);
  let count = 1;
  while (2 * count <= most) {
    const fall = over(0, count) - over(count, 2 * count);
    const error = single * Math.sqrt(2 / count);
    if (fall > FALL * error || -fall > RISE * error) break;
    count *= 2;
  }
  return { level: over(0, count), error: single / Math.sqrt(count) };
}
