import { type Curve, InputError, type Symptom } from "../core/mod.ts";
import { confidenceOf } from "./confidence.ts";
import { rule, type Ruling } from "./rules.ts";
import { smoothCurve } from "./smooth.ts";
import { divergence } from "./symptoms/divergence.ts";
import { gentleRise } from "./symptoms/gentle_rise.ts";
import { lateRise } from "./symptoms/late_rise.ts";
import { noProgress } from "./symptoms/no_progress.ts";
import { nonFinite } from "./symptoms/non_finite.ts";
import { oscillation } from "./symptoms/oscillation.ts";
import { spike } from "./symptoms/spike.ts";

/** What a log shows. */
export interface Assessment extends Ruling {
  /** How clear the judgement is, .5 (on the edge) .. 1 (clear). */
  confidence: number;
  /** What the judgement rests on, and what else there is to note; in the order of their onsets. */
  symptoms: Symptom[];
}

/**
 * Judges a training by its log alone: mini-batch loss and, if there is one, accuracy, at whatever steps.
 *
 * The log is smoothed to windows, one for each evaluation of a run, and the rules of {@linkcode judgeEvaluations} are
 * applied to them, each counted at the cautious end of its error. Of a log of full batches, which has no noise, the
 * judgement is that of evaluations at the same points. Without accuracy the loss alone decides what is a late rise.
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
  const smoothed = smoothCurve(curve), ruling = rule(smoothed);
  const found = [
    nonFinite(curve),
    divergence(smoothed),
    ruling.judgement === "diverged" ? undefined : noProgress(smoothed),
    lateRise(smoothed),
    gentleRise(smoothed),
    spike(smoothed),
    oscillation(smoothed),
  ];
  const symptoms = found.filter((symptom) => symptom !== undefined).sort((a, b) => a.onset - b.onset);
  return { ...ruling, confidence: confidenceOf(smoothed), symptoms };
}
