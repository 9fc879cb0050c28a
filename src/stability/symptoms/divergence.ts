import type { Symptom } from "../../core/mod.ts";
import { endMean, firstRun, highest, lowest, type Series } from "../series.ts";
import { RISE_RUN, THRESHOLDS, type Thresholds } from "../thresholds.ts";

/**
 * Whether a curve diverged: the mean of the end is above 1.5 L0, or the largest loss is above 3 L0 and the end above
 * 1.05 L0. One that rises and comes back below its start (a catapult) has not.
 */
export function hasDiverged(series: Series, thresholds: Readonly<Thresholds> = THRESHOLDS): boolean {
  const { loss, start } = series, end = endMean(loss);
  if (end > thresholds.divergedEnd * start) return true;
  return loss[highest(series)] > thresholds.divergedPeak * start && end > thresholds.divergedPeakEnd * start;
}

/**
 * The step where a curve that diverged begins to: the first of three losses in a row above 1.5 L0, after it was last down
 * at .7 L0 or less for three in a row if it ever was; the first loss above 1.5 L0 where there are not three.
 */
export function divergenceOnset(series: Series, thresholds: Readonly<Thresholds> = THRESHOLDS): number {
  const { step, loss, start } = series, low = loss.map((value) => value <= thresholds.learned * start);
  // The end of the last row of lows is the start of the first one from behind.
  const behind = firstRun(low.toReversed(), RISE_RUN), from = behind < 0 ? 0 : loss.length - behind;
  const high = loss.map((value, i) => i >= from && value > thresholds.divergedEnd * start);
  const row = firstRun(high, RISE_RUN);
  return step[Math.max(0, row >= 0 ? row : high.indexOf(true))];
}

/** The evidence of a divergence that begins at the step `onset`. */
export function divergence(series: Series, onset: number): Symptom {
  const { step, loss, start } = series, best = lowest(series), worst = highest(series), end = endMean(loss);
  return {
    name: "divergence",
    onset,
    evidence: {
      lossAtStart: start,
      lossAtBest: loss[best],
      stepOfBest: step[best],
      lossAtWorst: loss[worst],
      stepOfWorst: step[worst],
      lossAtEnd: end,
      endOverStart: end / start,
    },
  };
}
