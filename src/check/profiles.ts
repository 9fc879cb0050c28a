import type { JUDGEMENTS } from "../core/mod.ts";

/** Bundles of defaults: "quick" for a look, "ci" for the same answer every time, "nightly" for depth. */
export const PROFILES = ["quick", "ci", "nightly"] as const;
/** Name of a profile. */
export type ProfileName = typeof PROFILES[number];

/** How much is done. */
export interface Effort {
  /** Cases that each property must judge for each optimizer, times the property's own `cases`. */
  runs: number;
  /** Trainings that shrinking one failure may try; explaining it may try as many again, at most 30. */
  maxShrinks: number;
  /** What shrinking one failure may take, in trainings of its config at full length. */
  maxWork: number;
  /** Seconds that shrinking and explaining one failure may take. */
  shrinkTime: number;
}

/** The ci profile limits by counts only: a slow machine must give the same answer. */
export const EFFORT: Record<ProfileName, Effort> = {
  quick: { runs: 6, maxShrinks: 400, maxWork: 6, shrinkTime: 30 },
  ci: { runs: 6, maxShrinks: 1000, maxWork: 6, shrinkTime: Infinity },
  nightly: { runs: 100, maxShrinks: 2000, maxWork: 6, shrinkTime: 600 },
};

/** The seed of the ci profile. */
export const CI_SEED = 324896;

/** A count for each judgement. */
export type Labels = Record<typeof JUDGEMENTS[number], number>;
