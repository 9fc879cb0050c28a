import { prng } from "../core/mod.ts";
import type { Series } from "./series.ts";
import type { SmoothedCurve } from "./smooth.ts";
import { CAUTION, DOUBT } from "./thresholds.ts";

/** How many curves are drawn. */
export const DRAWS = 200;
/** Of the stream of pseudo-random numbers: the same log is judged the same way every time. */
const SEED = 0x11ce;

/**
 * Curves without noise that may be behind a noisy log, drawn at random: each loss and accuracy is its estimate and an error
 * as large as is likely. The best so far is mistrusted, as the least of many estimates is too low: it counts as the least
 * estimate, or mean of a longer stretch, plus some standard errors, .8 on average, more or less from curve to curve.
 */
export function likelyCurves(smoothed: SmoothedCurve): Series[] {
  const random = prng(SEED);
  return Array.from({ length: DRAWS }, () => likelyCurve(smoothed, () => random.normal()));
}

function likelyCurve(smoothed: SmoothedCurve, normal: () => number): Series {
  const { step, error, accuracy, accuracyError = [], levels = [] } = smoothed;
  const caution = CAUTION + DOUBT * normal();
  const loss = smoothed.loss.map((value, i) => Math.max(0, value + error[i] * normal())), start = loss[0];
  const sure = (value: number, i: number) =>
    Math.min(value + caution * error[i], ...levels[i].map((level) => level.value + caution * level.error));
  return {
    step,
    start,
    loss,
    lossForBest: smoothed.loss.map((value, i) => sure(i === 0 ? start : value, i)),
    ...(accuracy && {
      accuracy: accuracy.map((value, i) => value + accuracyError[i] * normal()),
      accuracyForBest: accuracy.map((value, i) => value - caution * accuracyError[i]),
    }),
  };
}
