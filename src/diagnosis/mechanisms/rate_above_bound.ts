import {
  absoluteRate,
  atRate,
  digits,
  isStochastic,
  percent,
  type ScheduleSpec,
  type TrainingConfig,
} from "../../core/mod.ts";
import { growth } from "../growth.ts";
import { type Change, type MechanismRule, refuted } from "../mechanism.ts";
import { oscillation } from "../oscillation.ts";
import { starWords } from "./_growth_words.ts";

/** Shares of the predicted bound that are tried, the largest first: sharpness grows below it, too. */
const SHARES = [0.9, 0.5];
/** The same of the rate itself. */
const FALLS = [1 / 2, 1 / 5, 1 / 15, 1 / 50, 1 / 200];
/** The share of steps in which the gradient must turn for a run to swing, and how many must be seen. */
const SWINGS = 0.8, LEAST_PAIRS = 5;
/** With mini-batches a run leaves below the full-batch bound: from this share of it on, the rate may be to blame. */
const STOCHASTIC = 0.1;

/**
 * The rate is above what linear stability allows at the curvature that the run meets: pi = rate x curvature / bound passes 1
 * at or before the onset. Predicted: the rate at which pi stays 1.
 */
export const rateAboveBound: MechanismRule = {
  name: "rate-above-bound",
  async examine(observation, lab) {
    const { config, ratios, onset } = observation, rate = absoluteRate(config);
    if (ratios.length === 0) {
      const says = "The stability ratio cannot be measured for this optimizer; a lower rate can only be tried.";
      return { plausible: true, says, evidence: {}, changes: falls(config, rate) };
    }
    const before = ratios.filter(({ step }) => step <= onset), largest = Math.max(...before.map(({ pi }) => pi));
    const grown = growth(observation);
    if (!grown) {
      const evidence = { largestRatio: largest };
      const says = `The stability ratio reached ${digits(largest)} before step ${onset}, and 1 is the bound`;
      if (!isStochastic(config) || largest < STOCHASTIC) return refuted(`${says}.`, evidence);
      const but = "; but with mini-batches a run can leave well below it";
      return { plausible: true, says: `${says}${but}.`, evidence, changes: falls(config, rate) };
    }
    const { crossing, worst, shares, from, predicted } = grown,
      bound = rate / worst.pi,
      star = starWords(config, worst);
    const { pairs, turned } = await oscillation(observation, crossing.step, lab);
    const evidence = {
      stabilityRatio: worst.pi,
      crossedAtStep: crossing.step,
      ...predicted !== undefined && { predictedCrossing: predicted },
      onset,
      predictedBound: bound,
      rate,
      curvature: worst.curvature,
      stepsAfterCrossing: pairs,
      turnsAfterCrossing: turned,
      ...shares &&
        { shareOfRate: shares.rate, shareOfCurvature: shares.curvature, shareOfPreconditioner: shares.preconditioner },
      ...star.evidence,
    };
    const grew = shares && from
      ? ` From step ${from.step} on it grew from ${digits(from.pi)}: ${
        percent(shares.curvature, 2)
      } of that, in logarithms, is the ` +
        `landscape's, which got sharper, ${percent(shares.preconditioner, 2)} the preconditioner's, ${
          percent(shares.rate, 2)
        } the ` +
        `schedule's.` + (predicted === undefined
          ? ""
          : ` By its growth below .7 it would have passed 1 at step ${Math.round(predicted)}.`)
      : "";
    const swung = turned >= SWINGS * pairs && pairs >= LEAST_PAIRS
      ? ` From there on the gradient along the critical direction turned in ${turned} of ${pairs} steps: it swings.`
      : "";
    const says =
      `The stability ratio passed 1 at step ${crossing.step}, and reached ${
        digits(worst.pi)
      } before the run failed at step ` +
      `${onset}: linear stability puts the largest stable rate at ${digits(bound)}, the rate is ${
        digits(rate)
      }.${grew}${swung}${star.says}`;
    return { plausible: true, says, evidence, changes: lowerRates(config, { rate, bound }) };
  },
};

/** A lower rate, and as many more steps, the schedule's as well: what is only delayed comes all the same. */
export function atLowerRate(config: TrainingConfig, rate: number): Change {
  const own = absoluteRate(config), longer = own / rate, lower = atRate(config, rate), { schedule } = config.optimizer;
  const optimizer = { ...lower.optimizer, schedule: stretched(schedule, longer) };
  const setup = { config: { ...lower, optimizer, steps: Math.ceil(config.steps * longer) } };
  return { intervention: "rate", change: `learningRate ${digits(own)} -> ${digits(rate)}`, setup };
}

/** The same course of the rate over so many times the steps. */
function stretched(schedule: ScheduleSpec, longer: number): ScheduleSpec {
  switch (schedule.kind) {
    case "step":
      return { ...schedule, every: Math.ceil(schedule.every * longer) };
    case "inverse-time":
      return { ...schedule, halfLife: schedule.halfLife * longer };
    case "warm-up":
      return { ...schedule, steps: Math.ceil(schedule.steps * longer) };
    default:
      return schedule;
  }
}

function falls(config: TrainingConfig, rate: number): Change[] {
  return FALLS.map((factor) => atLowerRate(config, factor * rate));
}

/** The largest first, some of them just below the bound: where that is not far beyond all that is tried. */
function lowerRates(config: TrainingConfig, { rate, bound }: { rate: number; bound: number }): Change[] {
  const least = FALLS.at(-1)! * rate, shares = SHARES.map((share) => share * bound);
  const rates = [
    ...FALLS.map((factor) => factor * rate),
    ...shares.filter((lower) => lower < 0.95 * rate && lower > least),
  ];
  return rates.sort((a, b) => b - a).map((lower) => atLowerRate(config, lower));
}
