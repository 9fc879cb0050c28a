import { type Curve, InputError, type Symptom } from "../core/mod.ts";
import { smoothCurve, type SmoothedCurve } from "./smooth.ts";
import { divergence, hasDiverged } from "./symptoms/divergence.ts";
import { gentleRise } from "./symptoms/gentle_rise.ts";
import { lateRise } from "./symptoms/late_rise.ts";
import { noProgress } from "./symptoms/no_progress.ts";
import { nonFinite } from "./symptoms/non_finite.ts";
import { oscillation } from "./symptoms/oscillation.ts";
import { spike } from "./symptoms/spike.ts";
import { weigh, type Weighed } from "./weigh.ts";

/** What a log shows. */
export interface Assessment extends Weighed {
  /** What the judgement rests on, and what else there is to note; in the order of their onsets. */
  symptoms: Symptom[];
}

/**
 * Judges a training by its log alone: mini-batch loss and, if there is one, accuracy, at whatever steps.
 *
 * The log is smoothed to points, one for each evaluation of a run, and the rules of {@linkcode judgeEvaluations} are
 * applied to many curves that are likely behind them, considering their errors. Of a log of full batches, which has no
 * noise, the judgement is that of evaluations at the same points. Without accuracy the loss alone decides what is a late
 * rise.
 *
 * Losses must have 0 as their least value, as cross entropy does, for their ratios to mean anything.
 *
 * @throws {InputError} if the curve is empty, or its arrays are not of one length
 */
export function judgeCurve(curve: Curve): Assessment {
  const { step, loss, accuracy } = curve;
  if (loss.length === 0) throw new InputError("curve", "must have at least one point: it is empty");
  if (step.length !== loss.length || (accuracy && accuracy.length !== loss.length)) {
    const lengths = [step, loss, ...(accuracy ? [accuracy] : [])].map(({ length }) => length).join(", ");
    throw new InputError(
      "curve",
      `step, loss and accuracy must have as many entries as each other: they have ${lengths}`,
    );
  }
  const smoothed = smoothCurve(curve), weighed = weigh(smoothed);
  const found = [nonFinite(curve), ...decisive(smoothed, weighed), spike(smoothed), oscillation(smoothed)];
  const symptoms = found.filter((symptom) => symptom !== undefined).sort((a, b) => a.onset - b.onset);
  return { ...weighed, symptoms };
}

/** The evidence that the judgement rests on, beside a non-finite loss; of a stable run what rises gently. */
function decisive(smoothed: SmoothedCurve, { judgement, onset }: Weighed): (Symptom | undefined)[] {
  switch (judgement) {
    case "diverged":
      if (smoothed.nonFinite === undefined) return [divergence(smoothed, onset!)];
      return hasDiverged(smoothed) ? [divergence(smoothed, onset!)] : [];
    case "late-rise":
      return [lateRise(smoothed, onset!)];
    case "no-progress":
      return [noProgress(smoothed), gentleRise(smoothed)];
    case "stable":
      return [gentleRise(smoothed)];
  }
}
