import { assertEquals, assertThrows } from "@std/assert";
import { type Shape, shapeOf } from "../../../scripts/calibrate/shapes.ts";

/** Five evaluations a number; the accuracy falls as the loss rises. */
const shape = (losses: number[]): Shape =>
  shapeOf(
    losses.flatMap((loss) => Array(5).fill(loss)).map((loss, step) => ({ step, loss, accuracy: 1 - loss / 2 })),
  );

Deno.test("a rise that stays is a collapse, also if it sinks for a moment", () => {
  assertEquals(shape([1, 0.5, 0.1, 0.8, 0.8, 0.8]), "collapse");
  assertEquals(shape([1, 0.5, 0.1, 0.8]), "collapse");
});

Deno.test("one that comes back is a spike, one that rises again is intermittent", () => {
  assertEquals(shape([1, 0.5, 0.1, 0.8, 0.1, 0.1]), "spike");
  assertEquals(shape([1, 0.5, 0.1, 0.8, 0.1, 0.8]), "intermittent");
  assertEquals(shape([1, 0.5, 0.1, 0.8, 0.1, 0.8, 0.1]), "intermittent");
});

Deno.test("one in a curve that bounced three times by a tenth of its fall is rough", () => {
  assertEquals(shape([1, 0.5, 0.1, 0.15, 0.1, 0.15, 0.1, 0.15, 0.1, 0.8]), "collapse");
  // 0.19 is a tenth of the fall above .1, but not twice as much as the best.
  const bounce = [1, 0.5, 0.1, 0.195, 0.1, 0.195, 0.1, 0.195, 0.1, 0.8];
  assertEquals(shape(bounce), "rough");
  assertEquals(shape(bounce.toSpliced(3, 2)), "collapse");
  // Bouncing before it has learned does not count.
  assertEquals(shape([1, 1.5, 1, 1.5, 1, 1.5, 0.5, 0.1, 0.8, 0.8]), "collapse");
});

Deno.test("what is no late rise has no shape", () => {
  assertThrows(() => shape([1, 0.5, 0.1]), Error, "there is none");
});
