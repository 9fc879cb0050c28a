import { type Mechanism, MECHANISMS, median } from "../../src/core/mod.ts";
import { type Share, share } from "../calibrate/figures.ts";
import type { Result } from "./diagnosed.ts";
import type { Entry } from "./entry.ts";

/** An entry and what was found of it. */
export interface Answered {
  entry: Entry;
  result: Result;
}

/** What was measured on some failing entries. */
export interface Figures {
  /** The top diagnosis is the cause that was put in. */
  right: Share;
  /** The cause that was put in is the top diagnosis, and proven. */
  proven: Share;
  /** The top diagnosis is another, and proven. */
  wronglyProven: Share;
  /** Some other mechanism than the cause is proven, too or alone: of a rate there may be truth in both. */
  alsoProven: Share;
  /** Median of the trainings that a diagnosis took. */
  trainings: number;
}

/** How often each cause (row; "control": none) is the top diagnosis (column; "none"). */
export type Confusion = Record<string, Record<string, number>>;

/** The rows and columns of the confusion matrix. */
export const CAUSES: readonly string[] = [...MECHANISMS, "control"], TOPS: readonly string[] = [...MECHANISMS, "none"];

/** Entries and results that belong together; an entry without a result is left out. */
export function answered(entries: Entry[], results: Result[]): Answered[] {
  const byId = new Map(results.map((result) => [result.id, result]));
  return entries.flatMap((entry) => {
    const result = byId.get(entry.id);
    return result ? [{ entry, result }] : [];
  });
}

/** The confusion matrix of failing entries and controls. */
export function confusionOf(all: Answered[]): Confusion {
  const matrix = Object.fromEntries(CAUSES.map((cause) => [cause, Object.fromEntries(TOPS.map((top) => [top, 0]))]));
  for (const { entry, result } of all) matrix[entry.cause ?? "control"][result.mechanism ?? "none"]++;
  return matrix;
}

/** The figures of the failing entries among them, of one cause if it is given. */
export function figuresOf(all: Answered[], cause?: Mechanism): Figures {
  const failing = all.filter(({ entry }) => cause === undefined ? entry.cause !== null : entry.cause === cause);
  const isRight = ({ entry, result }: Answered) => result.mechanism === entry.cause;
  const isProven = ({ result: { mechanism, standing } }: Answered) => mechanism !== null && standing === "proven";
  return {
    right: share(failing, isRight),
    proven: share(failing, (one) => isRight(one) && isProven(one)),
    wronglyProven: share(failing, (one) => !isRight(one) && isProven(one)),
    alsoProven: share(failing, ({ entry, result }) => result.proven.some((mechanism) => mechanism !== entry.cause)),
    trainings: median(failing.map(({ result }) => result.trainings)),
  };
}

/** The share of the controls that are given a cause. */
export function controlsCalledDefect(all: Answered[]): Share {
  return share(all.filter(({ entry }) => entry.cause === null), ({ result }) => result.mechanism !== null);
}
