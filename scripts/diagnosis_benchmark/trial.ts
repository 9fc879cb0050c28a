import { type Judgement, prng } from "../../src/core/mod.ts";
import { fails, outcomeOf, reseeded, type Setting } from "./run.ts";

/** A healthy setting and the same with a cause of failure put in. */
export interface Pair {
  base: Setting;
  injected: Setting;
}

/** Fresh pairs of seeds that a candidate is tried with ... */
export const FRESH = 10;
/** ... of which at most so many may fail as base, and so many hold with the cause put in. */
export const AT_MOST = { baseFails: 1, injectedHolds: 2 };

/**
 * What the injected run with the candidate's own seeds was judged, if the cause makes the difference: with its own seeds the
 * base is stable and the injected fails, and so it is over fresh seeds with few exceptions. Null if not, found out early.
 *
 * @param seed of the fresh seeds
 */
export async function failureOf({ base, injected }: Pair, seed: number): Promise<Judgement | null> {
  const { judgement } = (await outcomeOf(injected)).truth;
  if (judgement === "stable" || await fails(base)) return null;
  let baseFails = 0, injectedHolds = 0;
  for (const seeds of freshSeeds(seed)) {
    if (!await fails(reseeded(injected, seeds))) injectedHolds++;
    if (injectedHolds > AT_MOST.injectedHolds) return null;
    if (await fails(reseeded(base, seeds))) baseFails++;
    if (baseFails > AT_MOST.baseFails) return null;
  }
  return judgement;
}

/** Whether a setting is stable over fresh seeds, with as few exceptions as the base of a pair. */
export async function holdsOverSeeds(setting: Setting, seed: number): Promise<boolean> {
  let failed = 0;
  for (const seeds of freshSeeds(seed)) {
    if (await fails(reseeded(setting, seeds))) failed++;
    if (failed > AT_MOST.baseFails) return false;
  }
  return true;
}

function freshSeeds(seed: number): { seed: number; data: number }[] {
  const random = prng(seed, 0xf7e5);
  return Array.from({ length: FRESH }, () => ({ seed: random.uint32(), data: random.uint32() }));
}
