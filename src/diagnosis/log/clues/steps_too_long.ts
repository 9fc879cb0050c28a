import { type Clue, digits } from "../../../core/mod.ts";
import { isAdaptive, knownRule } from "../optimizer.ts";
import type { Reading } from "../reading.ts";
import { at, clue, excluded, isAbrupt, jumpText, type LogRule, lostClue, riseText } from "../rule.ts";

/** The rate is above what linear stability allows; its one unknown is the curvature. */
export const rateAboveBound: LogRule = {
  mechanism: "rate-above-bound",
  clues(reading) {
    const { course, start, peak, rise, trend } = reading,
      clues = [...curvatureClue(reading), ...oscillationClue(reading)];
    switch (course) {
      case "collapse":
        clues.push(clue(1, `The loss rose ${riseText(reading, rise!)}: it left a place that it had reached.`));
        clues.push(...lostClue(reading));
        if (isAbrupt(reading) === false) clues.push(clue(1, `It grew as an instability does: ${jumpText(reading)}.`));
        break;
      case "blow-up":
        clues.push(
          clue(2, `The loss never came down, and went from ${digits(start)} to ${digits(rise!.lossAtWorst)}.`),
        );
        break;
      case "flat":
        clues.push(
          trend === "driven-up"
            ? clue(
              2,
              `The loss was driven up to ${digits(peak)}, ${digits(peak / start)} times its start: steps lead uphill.`,
            )
            : clue(-1, `The loss stays near its start, ${digits(start)}: above the bound it would leave it.`),
        );
        break;
      case "drift":
        clues.push(
          clue(-1, "The accuracy is kept: an instability throws the weights about, and accuracy goes with it."),
        );
        break;
      case "non-finite":
        clues.push(clue(-1, "The loss did not grow before it was no number, as it does above the bound."));
    }
    return clues;
  },
  experiment(reading) {
    const rule = knownRule(reading.known), { rate } = reading.known;
    const least = rule && rate ? ` of ${digits(rule.bound / rate)} or more` : " above the bound over the rate";
    return `From a checkpoint a little before ${onsetText(reading)}, go on twice, as it was and at half the rate for ` +
      `twice the updates. If only the first fails, measure there the largest eigenvalue of P^-1 H on a fixed large batch ` +
      `(power iteration on Hessian-vector products): a value${least} is above the bound. A lower rate alone cures almost ` +
      "everything, and proves nothing.";
  },
};

function onsetText(reading: Reading): string {
  const { rise, assessment } = reading, onset = assessment.onset ?? rise?.onset;
  return onset === undefined ? "the failure" : at(reading, onset);
}

function curvatureClue({ known }: Reading): Clue[] {
  const rule = knownRule(known);
  if (!rule || known.rate === undefined) {
    return [clue(0, "From which curvature on it is unstable is not known without the optimizer and its rate.")];
  }
  const assumed = rule.assumed.length > 0 ? `, with ${rule.assumed.join(" and ")} assumed` : "";
  return [clue(
    0,
    `At rate ${known.rate} ${known.optimizer} is unstable once the largest eigenvalue of P^-1 H is above ` +
      `${digits(rule.bound)} / ${known.rate} = ${digits(rule.bound / known.rate)}${assumed}; the log does not tell it.`,
  )];
}

function oscillationClue({ assessment: { symptoms }, course }: Reading): Clue[] {
  const found = symptoms.find(({ name }) => name === "oscillation");
  if (!found || course === "none") return [];
  const { kind, swings, pointsThatAlternate } = found.evidence;
  const how = kind === "fast"
    ? `turns at nearly every one of ${pointsThatAlternate} points`
    : `swings up and down ${swings} times`;
  return [clue(1, `The loss ${how}, as where steps overshoot a valley.`)];
}

/** Rules whose mean of gradients is a momentum. */
const ADAMS: readonly string[] = ["adam", "adamax", "adamw", "amsgrad"];

/** Momentum makes steps 1 / (1 - b) times as long, and allows with mini-batches a rate no larger for it. */
export const momentum: LogRule = {
  mechanism: "momentum",
  clues(reading) {
    const { known, course, trend } = reading, { optimizer, momentum: b = 0.9, rate } = known;
    if (optimizer === undefined) return [clue(0, "Whether the optimizer has momentum is not known.")];
    const isPlain = optimizer === "momentum" || optimizer === "nesterov", isRms = optimizer.startsWith("rmsprop");
    const isWith = isPlain || (isRms && known.momentum !== 0);
    if (!isWith && !ADAMS.includes(optimizer)) return excluded("The optimizer has none.");
    if (isRms && known.momentum === undefined) return [clue(0, "Whether it has momentum is not known.")];
    if (course === "flat" && trend !== "driven-up") {
      return [clue(-1, "The loss stays where it was: steps are not too long.")];
    }
    if (!isWith) return [clue(0, "Adam's mean of gradients is a momentum; the log does not tell its part.")];
    const settles = rate === undefined
      ? ""
      : `; with mini-batches they are stable up to a curvature of about 2 (1 - b) / rate = ${
        digits(2 * (1 - b) / rate)
      } only`;
    const clues = [
      clue(0, `With momentum ${b}, steps are up to ${digits(1 / (1 - b))} times as long as the rate says${settles}.`),
      ...oscillationClue(reading),
    ];
    if (course === "collapse" || course === "blow-up") {
      clues.push(clue(1, "It fails as where steps are too long, and part of their length is momentum's."));
    }
    return clues;
  },
  experiment({ known: { optimizer, momentum: b = 0.9, beta1 = 0.9 } }) {
    const isPlain = optimizer === "momentum" || optimizer === "nesterov";
    const how = isPlain
      ? `without momentum at ${digits(1 / (1 - b))} times the rate, which makes steps as long`
      : `with ${optimizer?.startsWith("rmsprop") ? "momentum 0" : `beta1 0 in place of ${beta1}`} at the same rate`;
    return `Train ${how}, with the same seeds: if it holds, momentum is to blame and not the length of the steps.`;
  },
};

/** A gradient so large that one step leads out of all that was learned. */
export const explodingGradient: LogRule = {
  mechanism: "exploding-gradient",
  clues(reading) {
    const { course, known, assessment } = reading, abrupt = isAbrupt(reading), clues: Clue[] = [];
    if (course === "non-finite") {
      const { evidence = {} } = assessment.symptoms.find(({ name }) => name === "non-finite") ?? {};
      const before = typeof evidence.lossBefore === "number"
        ? `, ${digits(evidence.lossBefore)} at the point before`
        : "";
      clues.push(clue(2, `The loss was no number from one point to the next${before}, without having grown.`));
    }
    if (course === "flat" || course === "drift") {
      clues.push(clue(-1, "No step led far away."));
    } else if (abrupt === true) clues.push(clue(2, `The rise is a jump: ${jumpText(reading)}.`));
    else if (abrupt === false) clues.push(clue(-1, `The rise is not one step: ${jumpText(reading)}.`));
    else if (course === "collapse" || course === "blow-up") {
      clues.push(clue(0, "The log is too coarse, or too noisy, to tell a jump in one step from growth."));
    }
    if (known.clipNorm === "none" && course === "collapse") clues.push(clue(0, "Nothing bounds a step: no clipping."));
    if (typeof known.clipNorm === "number") {
      clues.push(clue(-1, `Gradients are clipped at a norm of ${known.clipNorm}.`));
    } else if (isAdaptive(known) && course !== "non-finite") {
      clues.push(clue(-1, `${known.optimizer} divides by its gradients: a large one makes no step of many rates.`));
    }
    return clues;
  },
  experiment(reading) {
    return `Log the norm of the gradient, before any clipping, at every update up to ${
      onsetText(reading)
    }, and what is ` +
      "first not finite: loss, gradient or weights. A norm of ten times its usual just before speaks for it; then clip at " +
      "the usual norm, with the same seeds.";
  },
};
