/** What the numbers show: a name for people, the number for both. */
export type Evidence = Record<string, number | string>;

/** The judgements of a run. */
export const JUDGEMENTS = ["stable", "late-rise", "diverged", "no-progress"] as const;
/** One of the four judgements of a run. */
export type Judgement = typeof JUDGEMENTS[number];

/** Something that a curve shows, where it starts, and the numbers that show it. */
export interface Symptom {
  /** Its kind: spike, oscillation and gentle rise are notes, the others decide the judgement. */
  name: "non-finite" | "divergence" | "late-rise" | "spike" | "oscillation" | "gentle-rise" | "no-progress";
  /** The step where it starts, in the curve's own steps. */
  onset: number;
  /** The numbers that show it: ratios of losses, shares of 0..1, steps. */
  evidence: Evidence;
}

/** What a property says of one planned set of traces. */
export type Verdict =
  | { kind: "holds"; evidence: Evidence }
  | {
    kind: "violated";
    /** What went wrong, one word: a shrunk config must still fail in the same way. */
    failure: string;
    /** One sentence with the numbers. */
    witness: string;
    evidence: Evidence;
  }
  /** The case says nothing: why. */
  | { kind: "inconclusive"; reason: string };

/** The verdict that a property holds. */
export function holds(evidence: Evidence): Verdict {
  return { kind: "holds", evidence };
}

/** The verdict that it is violated; `because` is the witness and its numbers. */
export function violated(failure: string, because: { witness: string; evidence: Evidence }): Verdict {
  return { kind: "violated", failure, ...because };
}

/** The verdict that a case says nothing. */
export function inconclusive(reason: string): Verdict {
  return { kind: "inconclusive", reason };
}
