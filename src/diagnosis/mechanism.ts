import type { Evidence, Mechanism } from "../core/mod.ts";
import type { Laboratory, Setup } from "./laboratory.ts";
import type { Observation } from "./observation.ts";

/** A change of the failing setup that would remove the failure, if its mechanism were the cause. */
export interface Change {
  /** What is changed, one word or two. */
  intervention: string;
  /** From what to what, in words. */
  change: string;
  setup: Setup;
  /**
   * Whether it sets back to the usual what is unusual, or removes its mechanism and nothing else: it explains the failure even
   * where a lower rate removes it as well.
   */
  restores?: true;
}

/** What the numbers of the failing run say of a mechanism. */
export interface Suspicion {
  /** Whether it may be the cause. */
  plausible: boolean;
  /** One or two sentences with the numbers: why, or why not. */
  says: string;
  evidence: Evidence;
  /** Its own changes, the least first, none of them to the rate but of the mechanism that is the rate; empty if not plausible. */
  changes: Change[];
}

/** A way to fail. */
export interface MechanismRule {
  name: Mechanism;
  /** Judges by what was measured; may train, but only what no other mechanism needs. */
  examine(observation: Observation, lab: Laboratory): Suspicion | Promise<Suspicion>;
}

/** The suspicion that it is not this one. */
export function refuted(says: string, evidence: Evidence = {}): Suspicion {
  return { plausible: false, says, evidence, changes: [] };
}
