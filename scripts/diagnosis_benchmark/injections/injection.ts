import type { Mechanism, Prng } from "../../../src/core/mod.ts";
import type { Candidate } from "../candidate.ts";

/** A way to make a healthy config fail by a known cause, in some variants. */
export interface Injection {
  cause: Mechanism;
  /** Each draws a candidate of its kind; entries have the variants in turn. */
  variants: readonly ((random: Prng) => Candidate)[];
}
