import { assertEquals } from "@std/assert";
import { curveOf, type Ending, type TrainingTrace } from "../../src/core/mod.ts";

/** The curve of a trace of three steps that ended so. */
const curve = (ending: Ending) =>
  curveOf({ loss: [3, 2, 1], accuracy: [0, 0.5, 1], gradientNorm: [1, 1, 1], ending } as TrainingTrace);

Deno.test("loss and accuracy at every step, from 0", () => {
  const expected = { step: [0, 1, 2], loss: [3, 2, 1], accuracy: [0, 0.5, 1] };
  assertEquals(curve({ kind: "completed" }), expected);
  assertEquals(curve({ kind: "aborted", steps: 3 }), expected);
  // The loss itself is the point that is not finite.
  assertEquals(curve({ kind: "non-finite", step: 2, where: "loss" }), expected);
});

Deno.test("a gradient or weights that became non-finite: a NaN at the step after", () => {
  for (const where of ["gradient", "weights"] as const) {
    const expected = { step: [0, 1, 2, 3], loss: [3, 2, 1, NaN], accuracy: [0, 0.5, 1, NaN] };
    assertEquals(curve({ kind: "non-finite", step: 2, where }), expected);
  }
});
