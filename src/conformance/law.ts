import type fc from "fast-check";
import type { Optimizer, OracleRule } from "../optimizers/mod.ts";
import type { Trial } from "./trial.ts";

/** An optimizer under test. */
export interface Candidate {
  /** What reports call it. */
  name: string;
  /** A new one at each call, of a learning rate. */
  make: (rate: number) => Optimizer;
  /** The rule that it claims to be, with its numbers. Without one, it is not held against an oracle. */
  rule?: OracleRule;
  /** Whether it is an optimizer of tf.train, whose defects are known. */
  builtIn?: boolean;
}

/** What a trial showed. */
export type Finding =
  /** `conventions`: of a law that holds in one of several forms, those that this trial agrees with. */
  | { holds: true; conventions?: string[] }
  /** What was seen in place of what. */
  | { holds: false; seen: string; expected: string };

/** What is claimed. */
export interface Claim {
  /** Kebab-case; what `--law` takes. */
  name: string;
  /** The claim, in one sentence. */
  statement: string;
}

/**
 * Something that is claimed of every optimizer, or of every loss.
 *
 * @typeParam Subject what it is claimed of
 * @typeParam Case what that is put to
 */
export interface Law<Subject = Candidate, Case = Trial> extends Claim {
  /** Whether the claim is made of this candidate at all. Default: of all. */
  appliesTo?: (candidate: Subject) => boolean;
  /** The trials that it speaks of. */
  trials: fc.Arbitrary<Case>;
  /** Puts a candidate to a trial on the current backend, and leaves no tensor behind. What it throws counts as seen. */
  judge(candidate: Subject, trial: Case): Promise<Finding>;
}

/** It holds. */
export const HOLDS: Finding = { holds: true };

/** Compares two rows of numbers by their bits, NaN being equal to NaN; `where` is told with what was seen. */
export function sameBits(seen: readonly number[], expected: readonly number[], where: string): Finding {
  const at = expected.findIndex((value, i) => !Object.is(value, seen[i]));
  if (at < 0) return HOLDS;
  return { holds: false, seen: `${seen[at]} as weight ${at} ${where}`, expected: String(expected[at]) };
}

/** Compares two paths, row by row. */
export function samePath(seen: readonly number[][], expected: readonly number[][], where = ""): Finding {
  for (const [step, row] of expected.entries()) {
    const finding = sameBits(seen[step], row, `after step ${step + 1}${where}`);
    if (!finding.holds) return finding;
  }
  return HOLDS;
}
