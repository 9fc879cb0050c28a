import type { Symptom } from "../../core/mod.ts";
import { doubt, endMean, firstRun, hasLearned, highest, lowest, type Series } from "../series.ts";
import { RISE_RUN, THRESHOLDS, type Thresholds } from "../thresholds.ts";

/**
 * Late rise: the curve learned (its best is at most .7 L0), and three times in a row loss - best >= .1 (L0 - best),
 * loss >= 2 best, and accuracy at least .05 under its best; `best` is the running one. Without accuracy the loss alone
 * decides. A rise that comes back is one too.
 *
 * Onset: the first of the three.
 */
export function lateRise(series: Series, thresholds: Readonly<Thresholds> = THRESHOLDS): Symptom | undefined {
  if (!hasLearned(series, thresholds.learned)) return undefined;
  const risen = risenPoints(series, thresholds), onset = firstRun(risen, RISE_RUN);
  return onset < 0
    ? undefined
    : { name: "late-rise", onset: series.step[onset], evidence: evidence(series, { risen, onset }) };
}

/** Whether each point meets the three conditions. */
function risenPoints(series: Series, thresholds: Readonly<Thresholds>): boolean[] {
  const { loss, accuracy, start } = series;
  let best = Infinity, bestAccuracy = 0;
  return loss.map((value, i) => {
    const low = value - doubt(series, i), correct = accuracy?.[i] ?? NaN;
    best = Math.min(best, value + doubt(series, i));
    const risen = low - best >= thresholds.riseShare * (start - best) && low >= thresholds.riseFactor * best;
    if (Number.isNaN(correct)) return risen;
    bestAccuracy = Math.max(bestAccuracy, correct);
    return risen && correct <= bestAccuracy - thresholds.accuracyDrop;
  });
}

function evidence(series: Series, { risen, onset }: { risen: boolean[]; onset: number }): Symptom["evidence"] {
  const { step, loss, accuracy, start } = series, worst = highest(series, onset), best = lowest(series, onset);
  const known = (values: number[] = []) => values.filter(Number.isFinite);
  const before = known(accuracy?.slice(0, onset)), after = known(accuracy?.slice(onset));
  return {
    lossAtStart: start,
    lossAtBest: loss[best],
    stepOfBest: step[best],
    lossAtOnset: loss[onset],
    lossAtWorst: loss[worst],
    stepOfWorst: step[worst],
    worstOverBest: loss[worst] / loss[best],
    lossAtEnd: endMean(loss),
    shareRisen: risen.filter(Boolean).length / risen.length,
    ...(before.length > 0 && { accuracyAtBest: Math.max(...before) }),
    ...(after.length > 0 && { accuracyAtWorst: Math.min(...after), accuracyAtEnd: endMean(after) }),
  };
}

/** Whether a late rise came back: the end is within 1.25 of the smallest loss, or within .02 of the best accuracy. */
export function hasRecovered(series: Series, thresholds: Readonly<Thresholds> = THRESHOLDS): boolean {
  const { loss, accuracy = [] } = series, known = accuracy.filter(Number.isFinite);
  if (endMean(loss) <= thresholds.recoveredFactor * loss[lowest(series)]) return true;
  return known.length > 0 && endMean(known) >= Math.max(...known) - thresholds.recoveredAccuracy;
}
