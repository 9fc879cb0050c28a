import { mean, type Symptom } from "../../core/mod.ts";
import { endMean, firstRun, hasLearned, highest, lowest, type Series } from "../series.ts";
import { RISE_RUN, THRESHOLDS, type Thresholds } from "../thresholds.ts";

/**
 * The step where a late rise begins; undefined if there is none. The curve learned (its best is at most .7 L0), and three
 * times in a row loss - best >= .1 (L0 - best), loss >= 2 best, and accuracy at least .05 under its best; `best` is the
 * running one. Without accuracy the loss alone decides. A rise that comes back is one too. Onset: the first of the three.
 */
export function lateRiseOnset(series: Series, thresholds: Readonly<Thresholds> = THRESHOLDS): number | undefined {
  if (!hasLearned(series, thresholds.learned)) return undefined;
  return series.step[firstRun(risenPoints(series, thresholds), RISE_RUN)];
}

/** Which points meet the three conditions of a late rise. */
export function risenPoints(series: Series, thresholds: Readonly<Thresholds> = THRESHOLDS): boolean[] {
  const { loss, accuracy = [], start } = series, { lossForBest = loss, accuracyForBest = accuracy } = series;
  let best = Infinity, bestAccuracy = 0;
  return loss.map((value, i) => {
    best = Math.min(best, lossForBest[i]);
    bestAccuracy = Math.max(bestAccuracy, accuracyForBest[i] || 0);
    if (value - best < thresholds.riseShare * (start - best) || value < thresholds.riseFactor * best) return false;
    return !(accuracy[i] > bestAccuracy - thresholds.accuracyDrop);
  });
}

/** The evidence of a late rise that begins at the step `at`. */
export function lateRise(series: Series, at: number): Symptom {
  const { step, loss, accuracy, start } = series, onset = step.indexOf(at);
  const worst = highest(series, onset), best = lowest(series, onset);
  const known = (values: number[] = []) => values.filter(Number.isFinite);
  const before = known(accuracy?.slice(0, onset)), after = known(accuracy?.slice(onset));
  return {
    name: "late-rise",
    onset: at,
    evidence: {
      lossAtStart: start,
      lossAtBest: loss[best],
      stepOfBest: step[best],
      lossAtOnset: loss[onset],
      lossAtWorst: loss[worst],
      stepOfWorst: step[worst],
      worstOverBest: loss[worst] / loss[best],
      lossAtEnd: endMean(loss),
      shareRisen: mean(risenPoints(series).map(Number)),
      ...(before.length > 0 && { accuracyAtBest: Math.max(...before) }),
      ...(after.length > 0 && { accuracyAtWorst: Math.min(...after), accuracyAtEnd: endMean(after) }),
    },
  };
}

/** Whether a late rise came back: the end is within 1.25 of the smallest loss, or within .02 of the best accuracy. */
export function hasRecovered(series: Series, thresholds: Readonly<Thresholds> = THRESHOLDS): boolean {
  const { loss, accuracy = [] } = series, known = accuracy.filter(Number.isFinite);
  if (endMean(loss) <= thresholds.recoveredFactor * loss[lowest(series)]) return true;
  return known.length > 0 && endMean(known) >= Math.max(...known) - thresholds.recoveredAccuracy;
}
