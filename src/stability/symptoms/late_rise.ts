import { mean, type Symptom } from "../../core/mod.ts";
import { firstRuns, positive } from "../_chance.ts";
import { endMean, hasLearned, highest, lowest, type Series } from "../series.ts";
import { CAUTION, RISE_RUN, SURE, THRESHOLDS, type Thresholds } from "../thresholds.ts";

/**
 * Late rise: the curve learned (its best is at most .7 L0), and three times in a row loss - best >= .1 (L0 - best),
 * loss >= 2 best, and accuracy at least .05 under its best; `best` is the running one. Without accuracy the loss alone
 * decides. A rise that comes back is one too. Where losses and accuracies have errors, each point meets the conditions
 * with some probability, and it is a late rise if three in a row do with a probability of at least {@linkcode SURE}.
 *
 * Onset: the first of the three; with errors, the median of its distribution.
 */
export function lateRise(series: Series, thresholds: Readonly<Thresholds> = THRESHOLDS): Symptom | undefined {
  if (!hasLearned(series, thresholds.learned)) return undefined;
  const risen = risenPoints(series, thresholds), starts = firstRuns(risen, RISE_RUN);
  const total = starts.reduce((sum, probability) => sum + probability, 0);
  if (total < SURE) return undefined;
  let sum = 0;
  const onset = starts.findIndex((probability) => (sum += probability) >= total / 2);
  return { name: "late-rise", onset: series.step[onset], evidence: evidence(series, { risen, onset }) };
}

/** The probability that each point meets the three conditions: 0 or 1 where there are no errors. */
export function risenPoints(series: Series, thresholds: Readonly<Thresholds> = THRESHOLDS): number[] {
  const { loss, accuracy, start, error, accuracyError } = series;
  let best = Infinity, bestAccuracy = 0;
  return loss.map((value, i) => {
    const correct = accuracy?.[i] ?? NaN, doubt = CAUTION * (error?.[i] ?? 0);
    best = Math.min(best, value + doubt);
    const margin = Math.min(value - best - thresholds.riseShare * (start - best), value - thresholds.riseFactor * best);
    const risen = positive(margin, error?.[i]);
    if (Number.isNaN(correct)) return risen;
    bestAccuracy = Math.max(bestAccuracy, correct - CAUTION * (accuracyError?.[i] ?? 0));
    return risen * positive(bestAccuracy - thresholds.accuracyDrop - correct, accuracyError?.[i]);
  });
}

function evidence(series: Series, { risen, onset }: { risen: number[]; onset: number }): Symptom["evidence"] {
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
    shareRisen: mean(risen),
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
