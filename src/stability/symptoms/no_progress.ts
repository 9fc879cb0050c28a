import type { Symptom } from "../../core/mod.ts";
import { endMean, lowest, type Series } from "../series.ts";

/** The evidence of no progress: the loss never came down to .7 L0. Onset: the first step. */
export function noProgress(series: Series): Symptom {
  const { step, loss, start } = series, best = lowest(series);
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
