import { assertEquals, assertLessOrEqual } from "@std/assert";
import type { Evaluated } from "../../src/kernels/mod.ts";

/** The largest magnitude. */
export const largest = (values: Float32Array): number => values.reduce((top, g) => Math.max(top, Math.abs(g)), 0);

/**
 * Asserts that two evaluations agree: the same hits, the loss within a tenth of `bound` of itself, the gradient within
 * `bound` of its largest entry. Float32 cannot hold 1 - y^2 of a saturated unit, so small entries may be far off.
 */
export function assertAgree(actual: Evaluated, expected: Evaluated, bound: number): void {
  assertLessOrEqual(Math.abs(actual.loss - expected.loss), bound / 10 * Math.abs(expected.loss), "loss");
  assertEquals(actual.right, expected.right);
  assertEquals(actual.gradient.length, expected.gradient.length);
  const scale = bound * largest(expected.gradient);
  expected.gradient.forEach((g, i) => assertLessOrEqual(Math.abs(actual.gradient[i] - g), scale, `gradient ${i}`));
}
