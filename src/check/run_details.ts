import type { BackendInfo, FailureRecord, RuleSpec, TrainingConfig, Verdict } from "../core/mod.ts";
import type { StabilityProperty } from "../stability/mod.ts";
import type { KnownDefect } from "../conformance/mod.ts";
import type { Labels, ProfileName } from "./profiles.ts";
import type { UnreadFile } from "./store.ts";

/** How a shrinking went, and what it took. */
export interface Shrinking {
  /** Candidates that were trained. */
  tried: number;
  /**
   * What they took, in trainings of the failing config at full length: their steps, each by its floating point operations.
   * What a property measures beside the training, or in a second one because it doubts, is not counted.
   */
  work: number;
  /** How often a simpler one was taken. */
  shrinks: number;
  /** "minimal": no single field can be made simpler any more. "max-work": what is left to try could cost more than is left. */
  ended: "minimal" | "max-shrinks" | "max-work" | "time" | "aborted";
}

/** A violation that was found. */
export interface Failure {
  /** As it was generated, its rate absolute. */
  original: TrainingConfig;
  /** What was said of the original; where the failure came from a record, of the record's config. */
  verdict: Extract<Verdict, { kind: "violated" }>;
  /** True if running the original again gave another verdict or other bits: nothing was shrunk then. */
  flaky: boolean;
  /**
   * Everything about the smallest config that still fails in the same way. A case whose worker "crashed" or "hung" has no
   * traces and so no digests; it is neither shrunk nor stored. Its `explanation` says which fields of the config matter.
   */
  record: FailureRecord;
  /** How the shrinking went; absent if there was none. */
  shrinking?: Shrinking;
  /** The file it was stored in. */
  file?: string;
}

/** What came of one property for one optimizer. */
export interface PropertyResult {
  /** As it was checked: a scope that the options narrowed is the narrowed one. */
  property: StabilityProperty;
  /** The optimizer, with the numbers it was checked with. */
  rule: RuleSpec;
  /** "known": violated by a declared defect only. "not-applicable": the claim is not made of this rule. */
  outcome: "holds" | "violated" | "known" | "inconclusive" | "not-applicable";
  /** Cases that were judged, the known violations among them. */
  judged: number;
  /** Cases that said nothing and were replaced. */
  skipped: number;
  /** Cases that showed the declared defect. */
  known: number;
  /** The declared defect that it showed or, by the outcome "violated", no longer shows. */
  defect?: KnownDefect;
  /** Why it is inconclusive, or violated without a failing config, or not claimed of what the check is on. */
  reason?: string;
  /** The violation that ended the cases; absent if there was none. */
  failure?: Failure;
}

/** What a check did and found. */
export interface RunDetails {
  /** The worst of the results: violated, else inconclusive, else holds. */
  outcome: "holds" | "violated" | "inconclusive";
  /** For each property all optimizers, in the order of both. */
  results: PropertyResult[];
  /** Trainings of generated and stored cases; those of shrinking and explaining, or cut short, are not counted. */
  trainings: number;
  /** Steps of these trainings in all. */
  steps: number;
  /** How the trainings were judged, those of shrinking and explaining not counted. */
  labels: Labels;
  /** What the cases were generated from: with equal options it gives the same cases again. */
  seed: number;
  /** Where the defaults came from. */
  profile: ProfileName;
  /** What all trainings ran on. */
  backend: BackendInfo;
  /** What the data are called, if they are one's own. */
  data?: string;
  /** What the problem is called, if it is one's own. */
  problem?: string;
  /** Milliseconds. */
  elapsed: number;
  /** Stored failures that were tried again and hold now: their files. */
  mended: string[];
  /** Files of the store that are no records that can be read: skipped, and left as they are. */
  unread: UnreadFile[];
}

/** What happens during a check: of one property and optimizer after the other, though several may be checked at a time. */
export type CheckEvent =
  | { kind: "started"; total: number; seed: number; backend: BackendInfo }
  | { kind: "property"; property: StabilityProperty; rule: RuleSpec; index: number; total: number }
  /** The trainings of another case are done. */
  | { kind: "training"; trainings: number; steps: number }
  | { kind: "failure"; property: StabilityProperty; config: TrainingConfig; verdict: Verdict }
  | { kind: "shrunk"; tried: number; config: TrainingConfig }
  /** Another value of one field of the smallest was tried, to see whether the field matters. */
  | { kind: "explaining"; tried: number; config: TrainingConfig }
  /** The failure is in the store: told before it is explained, and again if it could be. */
  | { kind: "stored"; file: string; record: FailureRecord }
  | { kind: "result"; result: PropertyResult };
