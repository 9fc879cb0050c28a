import { type Clue, digits, type Mechanism, percent } from "../../core/mod.ts";
import type { Reading, Rise } from "./reading.ts";

/** What a log can say of one mechanism. */
export interface LogRule {
  mechanism: Mechanism;
  clues(reading: Reading): Clue[];
  /** The one measurement or experiment that would tell, with the numbers of this run. */
  experiment(reading: Reading): string;
}

/** A clue. */
export function clue(weight: Clue["weight"], says: string): Clue {
  return { weight, says };
}

/** The only clue, of what cannot be. */
export function excluded(says: string): Clue[] {
  return [clue(-2, says)];
}

/** What the log's steps are called after their number. */
export function steps({ known }: Reading, count: number): string {
  const word = known.unit === "epochs" ? "epoch" : "step";
  return `${digits(count)} ${word}${count === 1 ? "" : "s"}`;
}

/** A place in the log. */
export function at({ known }: Reading, step: number): string {
  return `${known.unit === "epochs" ? "epoch" : "step"} ${step}`;
}

/** How the loss rose. */
export function riseText(reading: Reading, { lossAtBest, stepOfBest, lossAtWorst, stepOfWorst }: Rise): string {
  return `from ${digits(lossAtBest)} at ${at(reading, stepOfBest)} to ${digits(lossAtWorst)} at ` +
    at(reading, stepOfWorst);
}

/** A jump is told from growth only between points that are not further apart, updates. */
const CLOSE = 5;
/** Shares of a rise, in ln loss, that come at once. */
const ABRUPT = 0.6, GRADUAL = 0.4;

/** Whether the rise came within a few updates, or grew over several points; undefined if the log does not tell. */
export function isAbrupt({ rise }: Reading): boolean | undefined {
  if (!rise) return undefined;
  if (rise.jump <= GRADUAL) return false;
  return rise.jump >= ABRUPT && (rise.updatesOfJump ?? Infinity) <= CLOSE ? true : undefined;
}

/** How that was. */
export function jumpText({ rise }: Reading): string {
  const { jump = NaN, updatesOfJump: apart } = rise ?? {};
  const distance = apart === undefined ? "" : `, ${digits(apart)} update${apart === 1 ? "" : "s"} apart`;
  return `${percent(jump)} of the rise, in logarithms, at most came between two points of the log${distance}`;
}

/** A loss that makes no progress, as what keeps it from the start explains it. */
export function flatClue({ start, best, end, peak, trend }: Reading): Clue {
  if (trend === "driven-up") {
    return clue(-1, `The loss did not stay at its start, ${digits(start)}: it was driven up to ${digits(peak)}.`);
  }
  if (trend === "falling") {
    return clue(-1, `The loss was still falling at the end, from ${digits(start)} to ${digits(end)}.`);
  }
  return clue(1, `The loss stays near its start, ${digits(start)}, at best ${digits(best)}: it looks so.`);
}

/** An accuracy that has fallen by this with the loss is lost. */
const LOST = 0.05;

/** An accuracy that falls with the loss, as where the weights are thrown about. */
export function lostClue({ rise }: Reading): Clue[] {
  const { before = 0, atWorst = 0 } = rise?.accuracy ?? {};
  if (before - atWorst < LOST) return [];
  return [
    clue(1, `The accuracy goes with it, from ${percent(before)} at best to ${percent(atWorst)} at the worst loss.`),
  ];
}
