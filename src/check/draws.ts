import fc from "fast-check";

/** Values that are generated at once, at first: beginning anew costs as much as what was generated before. */
const FIRST = 16;

/**
 * What fast-check generates from a seed, in the order in which a check tries it: the k-th value, from 0, is that of run
 * k, whether or not those before it were skipped. `fc.check(property, { seed, path: String(k), numRuns: 1 })` tries it
 * alone.
 */
export function* draws<T>(arbitrary: fc.Arbitrary<T>, seed: number): Generator<T, never> {
  for (let from = 0, count = FIRST;; from += count, count = from) {
    yield* fc.sample(arbitrary, { seed, path: String(from), numRuns: count });
  }
}
