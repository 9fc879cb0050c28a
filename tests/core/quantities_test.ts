import { assert, assertEquals, assertLess, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import { EVALUATIONS, isEvaluationStep } from "../../src/core/mod.ts";

const stepsOf = (steps: number): number[] =>
  Array.from({ length: steps + 1 }, (_, step) => step).filter((step) => isEvaluationStep(step, steps));

Deno.test("evaluations: all steps if they are few, both ends, about 90, evenly spaced", () => {
  for (const steps of [1, 2, 89, EVALUATIONS]) assertEquals(stepsOf(steps).length, steps + 1);
  fc.assert(
    fc.property(fc.integer({ min: EVALUATIONS, max: 20000 }), (steps) => {
      const at = stepsOf(steps);
      assertEquals(at.length, EVALUATIONS + 1);
      assertEquals([at[0], at.at(-1)], [0, steps]);
      const gaps = at.slice(1).map((step, i) => step - at[i]);
      assertLessOrEqual(Math.max(...gaps) - Math.min(...gaps), 1);
    }),
    { seed: 1, numRuns: 100 },
  );
});

Deno.test("evaluations of the longest training: both ends, and each at its place", () => {
  const steps = 1e6;
  assert(isEvaluationStep(0, steps) && isEvaluationStep(steps, steps));
  assert(!isEvaluationStep(1, steps) && !isEvaluationStep(steps - 1, steps));
  const at = stepsOf(steps);
  assertEquals(at.length, EVALUATIONS + 1);
  at.forEach((step, k) => assertLess(Math.abs(step - k * steps / EVALUATIONS), 1));
});
