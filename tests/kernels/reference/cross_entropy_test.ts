import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import type { ClassifierShape } from "../../../src/kernels/mod.ts";
import { crossEntropy } from "../../../src/kernels/reference/cross_entropy.ts";
import { CROSS_ENTROPY } from "../_cases.ts";

/** Loss, hits and d loss / d logits of rows of 3 classes. */
function evaluate(labels: number[], scores: number[]) {
  const shape: ClassifierShape = { cell: "rnn", features: 1, units: 1, classes: 3, loss: CROSS_ENTROPY };
  const logits = Float64Array.from(scores);
  return { ...crossEntropy(shape, Float32Array.from(labels), logits), slope: [...logits] };
}

Deno.test("by hand: logits ln 1, ln 2, ln 5 and a one-hot label", () => {
  const { loss, right, slope } = evaluate([0, 0, 1], [0, Math.log(2), Math.log(5)]);
  assertEquals(loss, Math.fround(Math.log(8 / 5)));
  assertEquals(right, 1);
  [1 / 8, 2 / 8, 5 / 8 - 1].forEach((g, k) => assertAlmostEquals(slope[k], g, 1e-15));
});

Deno.test("a row that sums to s: loss -sum y log p, slope s p - y", () => {
  const { loss, slope } = evaluate([0.5, 0.25, 2.25], [0, Math.log(2), Math.log(5)]);
  assertAlmostEquals(loss, 0.5 * Math.log(8) + 0.25 * Math.log(4) + 2.25 * Math.log(8 / 5), 1e-6);
  [3 / 8 - 0.5, 6 / 8 - 0.25, 15 / 8 - 2.25].forEach((g, k) => assertAlmostEquals(slope[k], g, 1e-15));
});

Deno.test("the mean over rows, and hits by row; the first of equal logits or labels counts", () => {
  const { loss, right, slope } = evaluate([1, 0, 0, 0, 1, 0, 0.5, 0.5, 0], [0, 0, 0, 0, 0, 0, 0, 0, 0]);
  assertAlmostEquals(loss, Math.log(3), 1e-6);
  assertEquals(right, 2);
  assertAlmostEquals(slope[0], (1 / 3 - 1) / 3, 1e-15);
});

Deno.test("logits of thousands overflow nothing; a class without a share adds nothing", () => {
  const sure = evaluate([1, 0, 0], [5000, -5000, 0]);
  assertEquals([sure.loss, sure.right], [0, 1]);
  assertEquals(sure.slope.map((g) => g + 0), [0, 0, 0]);
  const wrong = evaluate([0, 1, 0], [5000, -5000, 0]);
  assertEquals([wrong.loss, wrong.right], [10000, 0]);
  assertEquals(wrong.slope, [1, -1, 0]);
});

Deno.test("a logit that is not finite: a loss that is not finite, and a miss, of that row only", () => {
  for (const strange of [NaN, Infinity, -Infinity]) {
    for (const at of [0, 1]) {
      const { loss, right } = evaluate([1, 0, 0, 1, 0, 0], [2, 1, 0, 2, 1, 0].with(at, strange));
      assert(!Number.isFinite(loss), `${strange} at ${at}`);
      assertEquals(right, 1);
    }
  }
});
