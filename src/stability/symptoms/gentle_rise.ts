import type { Symptom } from "../../core/mod.ts";
import { endMean, firstRun, highest, lowest } from "../series.ts";
import type { SmoothedCurve } from "../smooth.ts";

/** The loss is at least this multiple of the running best ... */
const FACTOR = 1.1;
/** ... and above it by at least this share of L0 - best ... */
const SHARE = 0.02;
/** ... and by more than this many standard errors of either ... */
const ERRORS = 2;
/** ... over at least this share of the curve in a row. */
const LASTING = 0.1;

/**
 * Gentle rise: over a tenth of the curve in a row the smoothed loss stands above its best by a tenth, by .02
 * (L0 - best) and by more than the noise. A note, not an alarm, on a curve that neither rises late nor diverges: some losses
 * drift up while the accuracy is kept.
 *
 * Onset: the first point of that stretch.
 */
export function gentleRise(series: SmoothedCurve): Symptom | undefined {
  const { step, loss, accuracy, start, error } = series;
  let best = Infinity;
  const risen = loss.map((value, i) => {
    const doubt = ERRORS * error[i];
    best = Math.min(best, value + doubt);
    return value - doubt >= FACTOR * best && value - doubt - best > SHARE * (start - best);
  });
  const onset = firstRun(risen, Math.max(3, Math.ceil(LASTING * loss.length)));
  if (onset < 0) return undefined;
  const worst = highest(series, onset), lowestBefore = lowest(series, onset);
  return {
    name: "gentle-rise",
    onset: step[onset],
    evidence: {
      lossAtBest: loss[lowestBefore],
      stepOfBest: step[lowestBefore],
      lossAtOnset: loss[onset],
      lossAtWorst: loss[worst],
      stepOfWorst: step[worst],
      worstOverBest: loss[worst] / loss[lowestBefore],
      lossAtEnd: endMean(loss),
      ...(accuracy && { accuracyAtOnset: accuracy[onset], accuracyAtEnd: endMean(accuracy) }),
    },
  };
}
