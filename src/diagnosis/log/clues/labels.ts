import { type Clue, digits, percent } from "../../../core/mod.ts";
import type { Reading } from "../reading.ts";
import { at, clue, excluded, flatClue, type LogRule, riseText } from "../rule.ts";

/** A first loss this many times ln(classes) or more is more than untrained weights explain; below the other it fits. */
const START = { above: 1.25, fits: 1.15, below: 0.85 };
/** An accuracy this far above chance is more than chance. */
const ABOVE_CHANCE = 0.1;
/** Who gets so many right has labels that can be learned. */
const MOSTLY_RIGHT = 0.9;

/** Label rows that do not sum to 1, or a loss that is not the one whose gradient is followed. */
export const labelMass: LogRule = {
  mechanism: "label-mass",
  clues(reading) {
    const { known: { labelSum }, course, rise } = reading;
    if (labelSum === 1) return excluded("Every label row sums to 1, as you say.");
    const clues = startClue(reading);
    if (labelSum !== undefined) {
      clues.push(clue(2, `Label rows sum to ${labelSum}, as you say: they are no distribution.`));
    }
    if (course === "drift") {
      clues.push(clue(
        2,
        `The loss rises ${riseText(reading, rise!)} while the accuracy is kept (best ${
          percent(rise!.accuracy!.before)
        } ` +
          `before, ${
            percent(rise!.accuracy!.after)
          } after): steps go down another function than the loss that is logged.`,
      ));
    } else if (course === "flat") {
      clues.push(clue(0, "In a recurrent net such labels mostly show as no progress: it fits, but so do others."));
    } else if (course === "collapse" && rise?.accuracy) {
      const lost = rise.accuracy.before - rise.accuracy.atWorst;
      clues.push(clue(-1, `The accuracy falls by ${digits(lost)} with the loss; with such labels it is mostly kept.`));
    } else if (course !== "collapse") clues.push(clue(-1, "Such labels do not make a loss run away."));
    return clues;
  },
  experiment({ known: { classes } }) {
    const expected = classes === undefined ? "ln(number of classes)" : `ln ${classes} = ${digits(Math.log(classes))}`;
    return `Print the sum of every label row as the loss gets it: it must be 1. The first loss of untrained weights must be near ` +
      `${expected}. Then divide each row by its sum, or give class numbers, and train again with the same seeds.`;
  },
};

/** With the number of classes the first loss tells what rows sum to, or how the loss is scaled. */
function startClue({ known: { classes }, start }: Reading): Clue[] {
  if (classes === undefined) {
    return [clue(0, `The first loss, ${digits(start)}, tells more if the number of classes is known.`)];
  }
  const even = Math.log(classes), ratio = start / even;
  const says = `The first loss is ${digits(start)}, ${digits(ratio)} times ln ${classes} = ${digits(even)}`;
  if (ratio >= START.above) {
    return [clue(1, `${says}: rows that sum to ${digits(ratio)}, a loss in another scale, or large first logits.`)];
  }
  if (ratio > START.fits || ratio < START.below) return [clue(0, `${says}.`)];
  return [clue(-1, `${says}, as rows that sum to 1 have it.`)];
}

/** Rows at another class than the true one. */
export const wrongLabels: LogRule = {
  mechanism: "wrong-labels",
  clues(reading) {
    const { course, accuracy, learned } = reading;
    if (course === "non-finite") return [clue(-1, "Wrong labels do not make a loss no number.")];
    if (course === "drift") {
      return [
        clue(1, "A loss that rises at a kept accuracy is also that of few samples that are wrong with confidence."),
      ];
    }
    if (accuracy && learned && accuracy.best >= MOSTLY_RIGHT) {
      return [clue(-1, `It had ${percent(accuracy.best)} of them right: they can be learned.`)];
    }
    const chance = chanceOf(reading);
    if (course !== "flat") return [clue(0, "The log does not tell.")];
    if (!accuracy || chance === undefined) return [clue(0, "It takes the accuracy and the number of classes to tell.")];
    return [
      accuracy.best >= chance + ABOVE_CHANCE
        ? clue(
          1,
          `It got stuck at ${percent(accuracy.best)} right, where chance is ${percent(chance)}: part can be learned.`,
        )
        : clue(0, `It is ${percent(accuracy.end)} right at the end, where chance is ${percent(chance)}.`),
    ];
  },
  experiment(reading) {
    const from = reading.rise ? `at ${at(reading, reading.rise.stepOfBest)}` : "at the end";
    return `List the twenty training samples of the largest loss ${from}, and look at their labels by eye; then train ` +
      "without them, with the same seeds.";
  },
};

function chanceOf({ known: { classes } }: Reading): number | undefined {
  return classes === undefined ? undefined : 1 / classes;
}

/** Inputs that tell nothing of their labels. */
export const unlearnableTask: LogRule = {
  mechanism: "unlearnable-task",
  clues(reading) {
    const { course, learned, best, start, accuracy } = reading, chance = chanceOf(reading);
    if (learned) {
      return excluded(`The loss came down from ${digits(start)} to ${digits(best)}: there is something to learn.`);
    }
    if (course !== "flat") return [clue(0, "It failed before it could tell.")];
    const clues = [flatClue(reading)];
    if (accuracy && chance !== undefined && accuracy.end >= chance + ABOVE_CHANCE) {
      clues.push(clue(-1, `It is ${percent(accuracy.end)} right at the end, where chance is ${percent(chance)}.`));
    }
    return clues;
  },
  experiment() {
    return "Train on 8 samples only, until their loss is near 0: whoever cannot do that has a fault in model or optimizer. If " +
      "it can, fit a simple classifier to hand-made features of the inputs: at chance, look where inputs meet their labels.";
  },
};
