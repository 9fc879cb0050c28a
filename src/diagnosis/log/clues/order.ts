import { type Clue, digits } from "../../../core/mod.ts";
import { periodicity } from "../periodicity.ts";
import { at, clue, excluded, isAbrupt, type LogRule, steps } from "../rule.ts";

/** A correlation above this is no accident of a long log either. */
const ALIKE = 0.3;
/** A rise follows a change of the rate within this share of the steps until then. */
const SOON = 0.1;

/** Batches in an order that misleads, or one that is bad. */
export const batches: LogRule = {
  mechanism: "batches",
  clues(reading) {
    const { known, assessment, curve } = reading, { batchSize, samples, shuffled } = known;
    if (batchSize === "full" || (batchSize !== undefined && samples !== undefined && batchSize >= samples)) {
      return excluded("Every update sees all samples.");
    }
    const clues: Clue[] = [], found = periodicity(curve, known);
    if (!found) {
      clues.push(
        clue(0, "Whether the loss repeats with the epochs takes a log of single updates, and their number an epoch."),
      );
    } else if (found.correlation > Math.max(ALIKE, found.chance)) {
      clues.push(clue(
        2,
        `The loss repeats with the epochs: its correlation with the epoch before is ${
          digits(found.correlation)
        } over ` +
          `${found.epochs} epochs, by chance up to ${digits(found.chance)}.`,
      ));
    } else {
      clues.push(clue(
        -1,
        `The loss does not repeat with the epochs: correlation ${digits(found.correlation)}, by chance up to ` +
          `${digits(found.chance)}, over ${found.epochs} epochs.`,
      ));
    }
    if (shuffled === false) clues.push(clue(1, "The samples come in the same order in every epoch."));
    if (isAbrupt(reading) && assessment.recovered) {
      clues.push(clue(1, "It jumped and came back, as after one bad batch."));
    }
    return clues;
  },
  experiment(reading) {
    const { rise } = reading, place = rise ? `just before ${at(reading, rise.onset)}` : "some way into the training";
    return `From a checkpoint ${place}, go on with another order of the samples, reshuffled in every epoch, and once more ` +
      "with the same order: if only the latter fails, look at the batch where it does.";
  },
};

/** A schedule that raises the rate. */
export const schedule: LogRule = {
  mechanism: "schedule",
  clues(reading) {
    const { known: { schedule: kind, raisedAt }, rise, assessment } = reading;
    if (kind === "constant" || kind === "falling") {
      return excluded(`The schedule is ${kind}: it never raises the rate.`);
    }
    const onset = assessment.onset ?? rise?.onset;
    if (onset === undefined) return [clue(0, "There is no onset to compare with a schedule.")];
    if (raisedAt === undefined || raisedAt.length === 0) {
      return [clue(0, `Whether the rate was raised shortly before ${at(reading, onset)} is not known.`)];
    }
    const last = raisedAt.filter((step) => step <= onset).sort((a, b) => b - a)[0];
    if (last === undefined) {
      return excluded(`The rate was first raised at ${at(reading, Math.min(...raisedAt))}, later.`);
    }
    const after = onset - last, isSoon = after <= SOON * Math.max(onset, 1);
    const says = `The rate was raised at ${at(reading, last)}, ${steps(reading, after)} before the onset.`;
    return [clue(isSoon ? 2 : -1, says)];
  },
  experiment(reading) {
    const onset = reading.assessment.onset ?? reading.rise?.onset,
      until = onset === undefined ? "" : ` up to ${at(reading, onset)}`;
    return `Log the rate at every update${until}; train with the rate held at what it was before it was raised, same seeds.`;
  },
};
