import { EVALUATIONS, InputError } from "../core/mod.ts";
import { rule, type Ruling } from "./rules.ts";
import { endMean, lowest, type Series } from "./series.ts";
import { BORDERLINE, moveThresholds, THRESHOLDS, type Thresholds } from "./thresholds.ts";

/** Loss and accuracy (0..1) on the whole training set with the weights before `step`'s update. */
export interface Evaluation {
  /** 0 to the number of updates, which stands for the weights after the last one. */
  step: number;
  /** Mean loss of the samples, its least possible value 0; non-finite ones are data. */
  loss: number;
  /** 0..1; NaN if it is not known. */
  accuracy: number;
}

/** What happened in a run, from noise-free evaluations: what detectors are scored against. */
export interface Truth extends Ruling {
  /** Whether the judgement changes when the thresholds move by 20 % either way. */
  borderline: boolean;
  /** L0, the first loss. */
  lossAtStart: number;
  /** The smallest finite loss; NaN if there is none. */
  lossAtBest: number;
  /** The first step with the smallest finite loss; NaN if there is none. */
  stepOfBest: number;
  /** The mean of the last tenth of the finite losses. */
  lossAtEnd: number;
  /** The largest accuracy. */
  accuracyAtBest: number;
  /** The mean of the last tenth of the accuracies. */
  accuracyAtEnd: number;
}

/** The steps 0..steps at which a run of `steps` updates is evaluated: 91 evenly spaced, or all of them. */
export function evaluationSteps(steps: number): number[] {
  if (steps <= EVALUATIONS) return Array.from({ length: steps + 1 }, (_, step) => step);
  return Array.from({ length: EVALUATIONS + 1 }, (_, k) => Math.ceil(k * steps / EVALUATIONS));
}

/**
 * Judges a run by its noise-free evaluations (see {@linkcode evaluationSteps}), L0 being the first and best the running
 * minimum:
 *
 * - diverged: a non-finite loss; or the mean of the last tenth above 1.5 L0; or a loss above 3 L0 and that mean above
 *   1.05 L0;
 * - no progress: none of that, and the smallest loss above .7 L0;
 * - late rise: three times in a row loss - best >= .1 (L0 - best), loss >= 2 best and accuracy at least .05 under its
 *   best; recovered if the last tenth is within 1.25 best or within .02 of the best accuracy;
 * - stable: the rest.
 *
 * @param evaluations in step order
 * @param options `thresholds` instead of those of the rules above
 * @throws {InputError} if there is no evaluation
 */
export function judgeEvaluations(
  evaluations: Evaluation[],
  { thresholds = THRESHOLDS }: { thresholds?: Readonly<Thresholds> } = {},
): Truth {
  if (evaluations.length === 0) throw new InputError("evaluations", "must hold at least one: there is none");
  const series = seriesOf(evaluations), { step, loss, accuracy = [] } = series, best = lowest(series);
  const ruling = rule(series, thresholds), known = accuracy.filter(Number.isFinite);
  return {
    ...ruling,
    borderline: [1 - BORDERLINE, 1 + BORDERLINE].some((factor) =>
      rule(series, moveThresholds(thresholds, factor)).judgement !== ruling.judgement
    ),
    lossAtStart: series.start,
    lossAtBest: loss[best] ?? NaN,
    stepOfBest: step[best] ?? NaN,
    lossAtEnd: endMean(loss),
    accuracyAtBest: known.length > 0 ? Math.max(...known) : NaN,
    accuracyAtEnd: endMean(known),
  };
}

/** What the rules look at: the finite evaluations, L0 being the first. */
export function seriesOf(evaluations: Evaluation[]): Series {
  const finite = evaluations.filter(({ loss }) => Number.isFinite(loss));
  return {
    step: finite.map(({ step }) => step),
    loss: finite.map(({ loss }) => loss),
    accuracy: finite.map(({ accuracy }) => accuracy),
    start: evaluations[0].loss,
    nonFinite: evaluations.find(({ loss }) => !Number.isFinite(loss))?.step,
  };
}
