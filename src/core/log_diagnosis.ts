import type { Mechanism, Standing } from "./diagnosis.ts";
import type { KnownRun } from "./known_run.ts";
import type { TrainingConfig } from "./training_config.ts";
import type { Evidence, Judgement, Symptom } from "./verdict.ts";

/**
 * What a log alone says of a mechanism. 2: hard to have without it; 1: for it; 0: neither, or what would have to be known;
 * -1: against it; -2: cannot be, or hardly.
 */
export interface Clue {
  /** How much it speaks for the mechanism, or against it. */
  weight: -2 | -1 | 0 | 1 | 2;
  /** One or two sentences with the numbers. */
  says: string;
}

/** What is said of one mechanism from a log. Nothing was trained, so it is never proven. */
export interface LogFinding {
  /** Which. */
  mechanism: Mechanism;
  /** By the sum of the clues: "supported" from 2 on, "refuted" from -2 down, else "unknown". */
  standing: Exclude<Standing, "proven">;
  /** The sum of the clues' weights. */
  score: number;
  /** What it rests on. */
  clues: Clue[];
  /** The one measurement or experiment, in the framework that the log is from, that would tell. */
  experiment: string;
}

/** What a curve does, as far as mechanisms are concerned. */
export const COURSES = ["none", "drift", "collapse", "blow-up", "non-finite", "flat"] as const;
/**
 * "drift": the loss rises and the accuracy is kept. "collapse": it had learned, and the loss rises with the accuracy lost or not
 * known. "blow-up": it rises above its start without having learned. "non-finite": it ends so without having risen. "flat": no
 * progress. "none": nothing of that.
 */
export type Course = typeof COURSES[number];

/** What may be behind a log of any framework: what to check, in order. It is unproven, all of it. Plain JSON. */
export interface LogDiagnosis {
  /** Always: a log alone proves nothing. */
  unproven: true;
  /** What the curve is judged. */
  judgement: Judgement;
  /** The step where it fails, in the log's own steps; null if it does not, or makes no progress. */
  onset: number | null;
  /** Whether a late rise came back; null for the other judgements. */
  recovered: boolean | null;
  /** Of the judgement, .5..1. */
  confidence: number;
  /** What the judgement rests on, and what else there is to note. */
  symptoms: Symptom[];
  /** What the curve does. */
  course: Course;
  /** What was read off the curve, in its own steps. */
  reading: Evidence;
  /** What was told of the run. */
  known: KnownRun;
  /** All mechanisms, the likeliest first; empty of a curve that does nothing of the kind. */
  findings: LogFinding[];
  /** What is worth knowing and is no defect. */
  notes: string[];
  /** What would say more if it were told, the most telling first; names of {@linkcode KnownRun}. */
  missing: (keyof KnownRun)[];
  /** A training of ours with the same numbers, to be diagnosed by experiment; null if optimizer or rate are not known. */
  reproduction: { config: TrainingConfig; assumed: string[] } | null;
}
