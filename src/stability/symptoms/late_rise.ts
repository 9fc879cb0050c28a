import type { Symptom } from "../../core/mod.ts";
import { certainBest, endMean, highest, type Series } from "../series.ts";
import { RISE_RUN, THRESHOLDS, type Thresholds } from "../thresholds.ts";

/**
 * Late rise: the curve learned (its best is at most .7 L0), and three times in a row loss - best >= .1 (L0 - best),
 * loss >= 2 best, and accuracy at least .05 under its best; `best` is the running one. Without accuracy the loss alone
 * decides. A rise that comes back is one too. Every number counts at the cautious end of its error.
 *
 * Onset: the first of the three.
 */
export function lateRise(series: Series, thresholds: Readonly<Thresholds> = THRESHOLDS): Symptom | undefined {
  const { step, loss, accuracy, start } = series;
  if (!(certainBest(series) <= thresholds.learned * start)) return undefined;
  const risen = risenPoints(series, thresholds);
  const onset = risen.findIndex((_, i) => i + RISE_RUN <= risen.length && allOf(risen, i));
  if (onset < 0) return undefined;
  const worst = highest(series, onset);
  const best = loss.reduce((at, value, i) => i < onset && value < loss[at] ? i : at, 0);
  const evidence: Symptom["evidence"] = {
    lossAtStart: start,
    lossAtBest: loss[best],
    stepOfBest: step[best],
    lossAtOnset: loss[onset],
    lossAtWorst: loss[worst],
    stepOfWorst: step[worst],
    lossAtEnd: endMean(loss),
    worstOverBest: loss[worst] / loss[best],
    shareRisen: risen.filter(Boolean).length / risen.length,
  };
  if (accuracy) {
    const known = (values: number[]) => values.filter(Number.isFinite);
    evidence.accuracyAtBest = Math.max(...known(accuracy.slice(0, onset + 1)));
    evidence.accuracyAtWorst = Math.min(...known(accuracy.slice(onset)));
    evidence.accuracyAtEnd = endMean(accuracy);
  }
  return { name: "late-rise", onset: step[onset], evidence };
}

/** Whether each point meets the three conditions. */
function risenPoints({ loss, accuracy, start, error }: Series, thresholds: Readonly<Thresholds>): boolean[] {
  let best = Infinity, bestAccuracy = 0;
  return loss.map((value, i) => {
    const doubt = error?.loss[i] ?? 0, low = value - doubt;
    best = Math.min(best, value + doubt);
    const risen = low - best >= thresholds.riseShare * (start - best) && low >= thresholds.riseFactor * best;
    const correct = accuracy?.[i] ?? NaN, accuracyDoubt = error?.accuracy[i] ?? 0;
    if (Number.isNaN(correct)) return risen;
    bestAccuracy = Math.max(bestAccuracy, correct - accuracyDoubt);
    return risen && correct + accuracyDoubt <= bestAccuracy - thresholds.accuracyDrop;
  });
}

function allOf(risen: boolean[], from: number): boolean {
  return risen.slice(from, from + RISE_RUN).every(Boolean);
}

/** Whether a late rise came back: the end is within 1.25 of the smallest loss, or within .02 of the best accuracy. */
export function hasRecovered(
  { loss, accuracy }: Series,
  thresholds: Readonly<Thresholds> = THRESHOLDS,
): boolean {
  if (endMean(loss) <= thresholds.recoveredFactor * Math.min(...loss)) return true;
  const known = accuracy?.filter(Number.isFinite) ?? [];
  return known.length > 0 && endMean(known) >= Math.max(...known) - thresholds.recoveredAccuracy;
}
