import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { ScheduleSpec } from "../../src/core/mod.ts";
import { rateFactor } from "../../src/optimizers/mod.ts";

/** The factors at steps 0, 1, 2, … of 8. */
const factors = (schedule: ScheduleSpec, count = 9) =>
  Array.from({ length: count }, (_, step) => rateFactor(schedule, step, 8));

function assertClose(actual: number[], expected: number[]): void {
  assertEquals(actual.length, expected.length);
  actual.forEach((value, step) => {
    assert(Number.isFinite(value));
    assertAlmostEquals(value, expected[step], 1e-12, `step ${step}`);
  });
}

Deno.test("constant: 1", () => assertEquals(factors({ kind: "constant" }), Array(9).fill(1)));

Deno.test("step: times the factor after every so many steps", () => {
  const expected = [1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25];
  assertEquals(factors({ kind: "step", every: 3, factor: 0.5 }), expected);
});

Deno.test("exponential: the factor's power of the share done, so that the factor itself stands at the end", () => {
  assertClose(factors({ kind: "exponential", factor: 1 / 256 }), [0, 1, 2, 3, 4, 5, 6, 7, 8].map((t) => 2 ** -t));
});

Deno.test("inverse-time: a half at the half-life, a third at twice it", () => {
  const actual = factors({ kind: "inverse-time", halfLife: 4 });
  assertClose([actual[0], actual[2], actual[4], actual[8]], [1, 2 / 3, 1 / 2, 1 / 3]);
});

Deno.test("cosine: from 1 through the middle to the floor", () => {
  const actual = factors({ kind: "cosine", floor: 0.2 });
  const quarter = 0.2 + 0.8 * (1 + Math.SQRT1_2) / 2;
  assertClose([actual[0], actual[2], actual[4], actual[8]], [1, quarter, 0.6, 0.2]);
});

Deno.test("warm-up: in equal parts to 1, which it keeps", () => {
  assertEquals(factors({ kind: "warm-up", steps: 4 }), [0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1]);
});

const share = fc.integer({ min: 1, max: 1000 }).map((n) => n / 1000);
const decreasing: fc.Arbitrary<ScheduleSpec> = fc.oneof(
  fc.record({ kind: fc.constant("step" as const), every: fc.integer({ min: 1, max: 50 }), factor: share }),
  fc.record({ kind: fc.constant("exponential" as const), factor: share }),
  fc.record({ kind: fc.constant("inverse-time" as const), halfLife: fc.integer({ min: 1, max: 500 }) }),
  fc.record({ kind: fc.constant("cosine" as const), floor: share }),
);

Deno.test("every decay starts at 1, never rises within the training, and stays in [0, 1]", () => {
  const spec = fc.record({ schedule: decreasing, steps: fc.integer({ min: 1, max: 100 }) });
  fc.assert(
    fc.property(spec, ({ schedule, steps }) => {
      const series = Array.from({ length: steps }, (_, step) => rateFactor(schedule, step, steps));
      assertEquals(series[0], 1);
      series.forEach((factor, step) => {
        assert(factor >= 0 && factor <= (series[step - 1] ?? 1) + 1e-15, `${factor} at step ${step}`);
      });
    }),
    { seed: 324896, numRuns: 200 },
  );
});
