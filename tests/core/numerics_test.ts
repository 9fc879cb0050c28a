import { assertAlmostEquals, assertEquals, assertGreaterOrEqual, assertLess, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import { distance, mean, median, norm, roundToGrid, wilsonInterval } from "../../src/core/mod.ts";

Deno.test("norm and distance: known triangles, nothing, typed arrays", () => {
  assertEquals(norm([3, 4]), 5);
  assertEquals(norm(Float32Array.of(2, 3, 6)), 7);
  assertEquals(norm([]), 0);
  assertEquals(distance([1, 2, 3], Float32Array.of(3, 5, 9)), 7);
  assertEquals(distance([], []), 0);
});

Deno.test("norm and distance accumulate in float64, and pass NaN and infinities on", () => {
  // In float32 the small squares would vanish beside the large one.
  assertEquals(norm(Float32Array.of(4096, 1, 1, 1, 1)) ** 2, 2 ** 24 + 4);
  assertEquals(norm([1, NaN]), NaN);
  assertEquals(norm([1, -Infinity]), Infinity);
  assertEquals(distance([1, Infinity], [1, 0]), Infinity);
  assertEquals(distance([Infinity], [Infinity]), NaN);
});

Deno.test("mean: of numbers, and NaN of nothing", () => {
  assertEquals(mean([1, 2, 6]), 3);
  assertEquals(mean(Uint8Array.of(255, 255)), 255);
  assertEquals(mean([]), NaN);
  assertEquals(mean([1, NaN]), NaN);
});

Deno.test("median: odd, even, unsorted, of the finite values only, NaN where there is none", () => {
  assertEquals(median([5]), 5);
  assertEquals(median([10, 9, 1]), 9);
  assertEquals(median([4, 1, 3, 2]), 2.5);
  assertEquals(median([NaN, 2, Infinity, 1, -Infinity, 3]), 2);
  assertEquals(median([]), NaN);
  assertEquals(median([NaN, Infinity]), NaN);
});

Deno.test("median leaves its argument alone, and as many values lie below it as above", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 }), (values) => {
      const copy = values.slice(), middle = median(values);
      assertEquals(values, copy);
      const below = values.filter((x) => x < middle).length, above = values.filter((x) => x > middle).length;
      assertLessOrEqual(Math.max(below, above), values.length / 2);
    }),
    { seed: 1, numRuns: 300 },
  );
});

Deno.test("roundToGrid: the nearest multiple of 2^-bits", () => {
  assertEquals(roundToGrid(0.3, 2), 0.25);
  assertEquals(roundToGrid(-0.4, 1), -0.5);
  assertEquals(roundToGrid(1.6, 0), 2);
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e3, max: 1e3 }), fc.integer({ min: 0, max: 20 }), (x, bits) => {
      const rounded = roundToGrid(x, bits);
      assertEquals(Number.isInteger(rounded * 2 ** bits), true);
      assertLessOrEqual(Math.abs(rounded - x), 2 ** -bits / 2);
    }),
    { seed: 2, numRuns: 300 },
  );
});

/** R. G. Newcombe, Two-sided confidence intervals for the single proportion, Stat. Med. 17 (1998), table I. */
const PUBLISHED = [
  { successes: 81, trials: 263, low: 0.2553, high: 0.3662 },
  { successes: 15, trials: 148, low: 0.0624, high: 0.1605 },
  { successes: 0, trials: 20, low: 0, high: 0.1611 },
  { successes: 1, trials: 29, low: 0.0061, high: 0.1718 },
];

Deno.test("wilsonInterval: the published intervals, within their last digit", () => {
  for (const { successes, trials, low, high } of PUBLISHED) {
    const interval = wilsonInterval(successes, trials);
    assertAlmostEquals(interval.low, low, 5.1e-5);
    assertAlmostEquals(interval.high, high, 5.1e-5);
  }
});

Deno.test("wilsonInterval: both ends solve |p - x| = z sqrt(x (1 - x) / n), lie in [0, 1], and mirror", () => {
  const counts = fc.integer({ min: 1, max: 500 }).chain((n) =>
    fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n))
  );
  fc.assert(
    fc.property(counts, fc.constantFrom(1, 1.96, 2.576), ([successes, trials], z) => {
      const p = successes / trials, { low, high } = wilsonInterval(successes, trials, z);
      assertGreaterOrEqual(low, 0);
      assertLessOrEqual(low, p + 1e-12);
      assertGreaterOrEqual(high, p - 1e-12);
      assertLessOrEqual(high, 1);
      for (const x of [low, high]) assertAlmostEquals((p - x) ** 2, z * z * x * (1 - x) / trials, 1e-12);
      const mirrored = wilsonInterval(trials - successes, trials, z);
      assertAlmostEquals(mirrored.low, 1 - high, 1e-12);
      assertLess(high - low, 1);
    }),
    { seed: 3, numRuns: 300 },
  );
  assertEquals(wilsonInterval(0, 0), { low: 0, high: 1 });
});
