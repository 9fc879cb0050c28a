import type { Symptom } from "../../core/mod.ts";
import { endMean, hasLearned, lowest, type Series } from "../series.ts";
import { THRESHOLDS, type Thresholds } from "../thresholds.ts";

/** No progress: the loss never came down to .7 L0. Onset: the first step. */
export function noProgress(series: Series, thresholds: Readonly<Thresholds> = THRESHOLDS): Symptom | undefined {
  const { step, loss, start } = series, best = lowest(series);
  if (best < 0 || hasLearned(series, thresholds.learned)) return undefined;
  return {
    name: "no-progress",
    onset: step[0],
    evidence: {
      lossAtStart: start,
      lossAtBest: loss[best],
      stepOfBest: step[best],
      lossAtEnd: endMean(loss),
      bestOverStart: loss[best] / start,
    },
  };
}
