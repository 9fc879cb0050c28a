import type { Symptom } from "../../core/mod.ts";
import { endError, endMean, firstRun, highest, lowest, type Series } from "../series.ts";
import { CAUTION, RISE_RUN, THRESHOLDS, type Thresholds } from "../thresholds.ts";

/**
 * Divergence: the mean of the end is above 1.5 L0, or the largest loss is above 3 L0 and the end above 1.05 L0.
 * A curve that rises and comes back below its start (a catapult) has not diverged; of a log, the end counts there at the
 * cautious end of its error.
 *
 * Onset: the first of three losses in a row above 1.5 L0, after it was last down at .7 L0 or less for three in a row if it
 * ever was; the first loss above 1.5 L0 where there are not three.
 */
export function divergence(series: Series, thresholds: Readonly<Thresholds> = THRESHOLDS): Symptom | undefined {
  const { step, loss, start, error = [] } = series;
  const best = lowest(series), worst = highest(series), end = endMean(loss);
  const level = end > thresholds.divergedEnd * start;
  const back = end - CAUTION * endError(error) <= thresholds.divergedPeakEnd * start;
  const peak = loss[worst] > thresholds.divergedPeak * start && !back;
  if (!level && !peak) return undefined;
  return {
    name: "divergence",
    onset: step[onset(series, thresholds)],
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

function onset({ loss, start }: Series, thresholds: Readonly<Thresholds>): number {
  const low = loss.map((value) => value <= thresholds.learned * start);
  // The end of the last row of lows is the start of the first one from behind.
  const behind = firstRun(low.toReversed(), RISE_RUN), from = behind < 0 ? 0 : loss.length - behind;
  const high = loss.map((value, i) => i >= from && value > thresholds.divergedEnd * start);
  const row = firstRun(high, RISE_RUN);
  return Math.max(0, row >= 0 ? row : high.indexOf(true));
}
