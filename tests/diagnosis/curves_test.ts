import { assertEquals } from "@std/assert";
import { curveOf } from "../../src/diagnosis/curves.ts";
import { outcomeOf } from "./_observation.ts";

Deno.test("a curve has the evaluations, the gradient norms of their steps, and null for what is no number", () => {
  const outcome = outcomeOf([4, 2, 9, Infinity]), { trace } = outcome;
  trace.gradientNorm = [3, NaN, 5];
  const ratios = [{ step: 0, pi: 0.5 }, { step: 2, pi: Infinity }];
  assertEquals(curveOf(outcome, ratios), {
    step: [0, 1, 2, 3],
    loss: [4, 2, 9, null],
    accuracy: [null, null, null, null],
    // None is known after the last update.
    gradientNorm: [3, null, 5, null],
    stabilityRatio: { step: [0, 2], value: [0.5, null] },
  });
});
