import type { Symptom } from "../../core/mod.ts";
import { endMean, highest, lowest, type Series } from "../series.ts";
import { THRESHOLDS, type Thresholds } from "../thresholds.ts";

/**
 * Divergence: the mean of the end is above 1.5 L0, or the largest loss is above 3 L0 and the end above 1.05 L0.
 * A curve that rises and comes back below its start (a catapult) has not diverged.
 *
 * Onset: the first loss above 1.5 L0 after the best; where the best comes last, the first above 1.5 L0 at all.
 */
export function divergence(series: Series, thresholds: Readonly<Thresholds> = THRESHOLDS): Symptom | undefined {
  const { step, loss, start } = series;
  const best = lowest(series), worst = highest(series), end = endMean(loss);
  const level = end > thresholds.divergedEnd * start;
  const peak = loss[worst] > thresholds.divergedPeak * start && end > thresholds.divergedPeakEnd * start;
  if (!level && !peak) return undefined;
  const above = (value: number, i: number) => i > best && value > thresholds.divergedEnd * start;
  const after = loss.findIndex(above);
  const onset = after >= 0 ? after : loss.findIndex((value) => value > thresholds.divergedEnd * start);
  return {
    name: "divergence",
    onset: step[Math.max(0, onset)],
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
