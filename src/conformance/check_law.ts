import fc from "fast-check";
import { breathing } from "../core/mod.ts";
import type { KnownDefect } from "./known_defects.ts";
import type { Finding, Law } from "./law.ts";

/** What came of one law. */
export interface LawResult<Case> {
  /** Its name. */
  law: string;
  /** Its claim. */
  statement: string;
  /** "not-applicable": the claim is not made of this candidate. */
  outcome: "holds" | "violated" | "not-applicable";
  /** The conventions that every trial agreed with, of a law that holds in one of several. */
  conventions?: string[];
  /** The smallest trial that violates it. */
  counterexample?: Counterexample<Case>;
  /** The defect of tfjs that a violation shows. */
  known?: KnownDefect;
}

/** A violation. */
export interface Counterexample<Case> {
  /** What the candidate was put to, shrunk. */
  trial: Case;
  /** What it did. */
  seen: string;
  /** What it should have done. */
  expected: string;
}

/** How long a law is checked. */
export interface LawOptions {
  /** Trials. */
  runs: number;
  /** Of the trials, an integer. */
  seed: number;
  /** Ends the check. */
  signal?: AbortSignal;
}

/** Puts a candidate to trials, and shrinks the first that it fails. */
export async function checkLaw<Subject, Case>(
  law: Law<Subject, Case>,
  candidate: Subject,
  { runs, seed, signal }: LawOptions,
): Promise<LawResult<Case>> {
  const { name, statement } = law;
  if (law.appliesTo?.(candidate) === false) return { law: name, statement, outcome: "not-applicable" };
  let conventions: string[] | undefined, odd: Case | undefined;
  const breathe = breathing();
  const property = fc.asyncProperty(law.trials, async (trial) => {
    await breathe();
    if (signal?.aborted) return true;
    const finding = await judged(law, candidate, trial);
    if (finding.holds && finding.conventions) {
      const both = conventions?.filter((one) => finding.conventions!.includes(one)) ?? finding.conventions;
      if (both.length === 0) odd ??= trial;
      else conventions = both;
    }
    return finding.holds;
  });
  const { failed, counterexample } = await fc.check(property, { numRuns: runs, seed });
  const trial = failed ? counterexample![0] : odd;
  if (trial === undefined) return { law: name, statement, outcome: "holds", ...conventions && { conventions } };
  const finding = await judged(law, candidate, trial);
  const seen = finding.holds ? `agreement with ${finding.conventions!.join("; ")} alone` : finding.seen;
  const expected = finding.holds ? `as in other trials, with ${conventions!.join("; ")}` : finding.expected;
  return { law: name, statement, outcome: "violated", counterexample: { trial, seen, expected } };
}

/** What a law finds; an exception is something seen, too. */
async function judged<Subject, Case>(law: Law<Subject, Case>, candidate: Subject, trial: Case): Promise<Finding> {
  try {
    return await law.judge(candidate, trial);
  } catch (error) {
    const [line] = String(error instanceof Error ? error.message : error).split("\n", 1);
    return { holds: false, seen: `an exception: ${line}`, expected: "none" };
  }
}
