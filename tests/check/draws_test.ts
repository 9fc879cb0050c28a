import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { trainingConfigs } from "../../src/arbitraries/mod.ts";
import { draws } from "../../src/check/draws.ts";
import { defaultRule } from "../../src/core/mod.ts";
import { PROPERTIES } from "../../src/stability/mod.ts";

/** More than are generated at once, and past the tenth and the hundredth, where fast-check changes its bias. */
const MANY = 120;
const CONFIGS = trainingConfigs({ rule: defaultRule("adam"), scope: PROPERTIES[0].scope });

/** The first values. */
function drawn<T>(arbitrary: fc.Arbitrary<T>, seed: number): T[] {
  const values = draws(arbitrary, seed);
  return Array.from({ length: MANY }, () => values.next().value);
}

Deno.test("draws are what a check of the same seed tries, those after a skipped one, too", async () => {
  const tried: unknown[] = [];
  const predicate = (value: unknown) => {
    tried.push(value);
    return Promise.resolve(fc.pre(tried.length % 3 !== 0));
  };
  const { numSkips } = await fc.check(fc.asyncProperty(CONFIGS, predicate), { seed: -7, numRuns: 80 });
  assertEquals([tried.length, numSkips], [119, 39]);
  assertEquals(tried, drawn(CONFIGS, -7).slice(0, 119));
});

Deno.test("the k-th draw is run k of the seed, alone", async () => {
  const values = drawn(CONFIGS, 11);
  for (const k of [0, 8, 9, 15, 16, 32, 98, 99, 119]) {
    const options = { seed: 11, path: String(k), numRuns: 1, endOnFailure: true };
    const { counterexample, counterexamplePath } = await fc.check(
      fc.asyncProperty(CONFIGS, () => Promise.resolve(false)),
      options,
    );
    assertEquals([counterexample, counterexamplePath], [[values[k]], String(k)]);
  }
});
