import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { sigmoid } from "../../../src/kernels/reference/sigmoid.ts";

Deno.test("sigmoid: known values, limits on both sides, NaN", () => {
  assertEquals(sigmoid(0), 0.5);
  assertAlmostEquals(sigmoid(Math.log(3)), 0.75, 1e-15);
  assertEquals([sigmoid(1000), sigmoid(-1000), sigmoid(Infinity), sigmoid(-Infinity), sigmoid(NaN)], [1, 0, 1, 0, NaN]);
});

Deno.test("sigmoid: s(x) + s(-x) = 1, and small values keep their digits", () => {
  fc.assert(
    fc.property(fc.double({ min: -740, max: 740, noNaN: true }), (x) => {
      assertAlmostEquals(sigmoid(x) + sigmoid(-x), 1, 1e-15);
      if (x < -40) assert(Math.abs(sigmoid(x) / Math.exp(x) - 1) < 1e-14);
    }),
    { seed: 1, numRuns: 500 },
  );
});
