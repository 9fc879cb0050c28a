import {
  absoluteRate,
  type ClassifierScope,
  evaluationsOf,
  inconclusive,
  type Interval,
  isPresumedSmall,
  type Judgement,
  measured,
  type QuantityRequest,
  RATES,
  type RuleSpec,
  type Scope,
  type TrainingConfig,
  type TrainingTrace,
  type Verdict,
} from "../../core/mod.ts";
import { judgeEvaluations } from "../truth.ts";

/** A training that a property asks for. */
export interface PlannedRun<Config extends TrainingConfig = TrainingConfig> {
  /** What is trained. */
  config: Config;
  /** What its trace must hold besides the series. */
  quantities: readonly QuantityRequest[];
}

/** The training, done. */
export interface Run<Config extends TrainingConfig = TrainingConfig> {
  /** As it was planned. */
  config: Config;
  /** What was recorded, the planned quantities included. */
  trace: TrainingTrace;
}

/**
 * Something that is claimed of every config in a scope. Pure: numbers in, verdict out.
 *
 * @typeParam Config what the scope's problem makes configs of
 */
export interface StabilityProperty<Config extends TrainingConfig = TrainingConfig> {
  /** Kebab-case; what `--property` takes. */
  name: string;
  /** The claim, in one sentence that is true. */
  statement: string;
  /** The configs that it is claimed of. */
  scope: Scope;
  /** Cases for each run that is asked for: what costs little is judged more often. */
  cases: number;
  /** Whether the claim is made of this update rule at all. */
  appliesTo(rule: RuleSpec): boolean;
  /** The trainings that a case needs; `config` itself is the first. */
  plan(config: Config): PlannedRun<Config>[];
  /** `runs` as planned, none of them cut short. */
  judge(runs: Run<Config>[]): Verdict;
  /**
   * What a violation is measured by before it is believed: the runs are made again with these quantities, too, and judged
   * again. For claims on a condition that costs much to measure, and is of no interest where the claim holds anyway.
   */
  doubts?: readonly QuantityRequest[];
  /**
   * Whether it plans one training, of which it judges the series, the epochs and a non-finite ending alone: what it would say
   * of fewer steps, the first steps tell. Default: false.
   */
  bySeries?: boolean;
  /**
   * On a problem of one's own: why nothing is claimed of it, or at which rates. Default: at the scope's own, in multiples of
   * the bound at its start.
   */
  own?: { unfit: string } | { rates: Interval };
  /** The share of the cases whose `evidence` must be 1, or all of them together say nothing. */
  vacuous?: { evidence: string; share: number };
}

/** The scope of a property that speaks of anything that can be generated; a base for narrower ones. */
export const ANY: ClassifierScope = {
  problem: "classifier",
  rates: RATES.small,
  steps: { low: 5, high: 20 },
  batches: "any",
  data: "any",
  decorators: "any",
};

/** A violation by a NaN or an infinity, if the run ended so. */
export function nonFinite({ trace: { ending } }: Run): Verdict | undefined {
  if (ending.kind !== "non-finite") return undefined;
  return {
    kind: "violated",
    failure: "non-finite",
    witness: `the ${ending.where} became non-finite at step ${ending.step}`,
    evidence: { step: ending.step, where: ending.where },
  };
}

/** The largest stability ratio along a run at which its rate is small: half of what linear stability allows. */
export const SMALL = 0.5;

/**
 * The verdict on a run at a rate that is small. A NaN or an infinity is a violation at whatever rate, but for a problem of
 * one's own, of which nobody knows what grows in it.
 */
export function atSmallRate(run: Run, judge: () => Verdict): Verdict {
  const broken = nonFinite(run);
  return broken && run.config.problem !== "own" ? broken : orNotSmall(run, broken ?? judge());
}

/**
 * The verdict, unless it is a violation of a run at a rate that is not small: the ratio that linear stability gives for the
 * rate that was asked for, whatever the optimizer made of it, passed {@linkcode SMALL}. Where it cannot be measured, of an
 * optimizer that is none of tf.train or of ours, a rate is small that {@linkcode isPresumedSmall}.
 */
function orNotSmall({ config, trace }: Run, verdict: Verdict): Verdict {
  if (verdict.kind !== "violated") return verdict;
  const rate = absoluteRate(config), measurements = measured(trace, "stability-ratio");
  const ratios = measurements.map(({ values: [, lambda, bound] }) => rate * lambda / bound).filter(Number.isFinite);
  const largest = Math.max(-Infinity, ...ratios);
  // Nothing was asked for yet: it is to be doubted.
  if (measurements.length === 0) return verdict;
  if (largest > SMALL) return inconclusive(`the rate is not small: its stability ratio reached ${largest}`);
  if (ratios.length > 0) return { ...verdict, evidence: { ...verdict.evidence, stabilityRatio: largest } };
  return isPresumedSmall(config) ? verdict : inconclusive("the rate may not be small: no stability ratio was measured");
}

/**
 * The truth of a run by its noise-free evaluations, one that ended non-finite ending in a non-finite one; or why it says
 * nothing: it hangs on the thresholds, or on the run's last tenth.
 */
export function settledTruth(run: Run): { judgement: Judgement } | { unsettled: string } {
  const evaluations = evaluationsOf(run.trace), { judgement, borderline } = judgeEvaluations(evaluations);
  if (borderline) return { unsettled: "the truth changes when its thresholds move by 20 %" };
  const most = evaluations.slice(0, Math.ceil(0.9 * evaluations.length)), earlier = judgeEvaluations(most).judgement;
  if ((judgement === "diverged") !== (earlier === "diverged")) {
    return { unsettled: "the truth changes in the run's last tenth" };
  }
  return { judgement };
}
