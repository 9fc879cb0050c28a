import { assertEquals } from "@std/assert";
import { trendOf } from "../../src/boundary/trend.ts";

/** Gradient norms that change by a factor a step, and swing between one and `swing` times that. */
const norms = (factor: number, { steps = 400, swing = 1 } = {}) =>
  Array.from({ length: steps }, (_, t) => factor ** t * (t % 7 === 3 ? swing : 1));

/** What is said first, and after how many steps. */
function first(all: number[]): [string | undefined, number] {
  for (let n = 1; n <= all.length; n++) {
    const trend = trendOf(all.slice(0, n));
    if (trend) return [trend, n];
  }
  return [undefined, all.length];
}

Deno.test("slow growth and decay are told after four windows, whatever the swings", () => {
  for (const swing of [1, 5, 0.01]) {
    assertEquals(first(norms(1.0005, { swing })), ["unstable", 400]);
    assertEquals(first(norms(0.9995, { swing })), ["stable", 400]);
  }
});

Deno.test("what changes by less than 2 % a window stays open", () => {
  assertEquals(first(norms(1.0001, { steps: 1000 })), [undefined, 1000]);
  assertEquals(first(norms(0.9999, { steps: 1000 })), [undefined, 1000]);
});

Deno.test("a millionfold growth, decay, or what is no number, is told at once", () => {
  assertEquals(first(norms(10)), ["unstable", 7]);
  assertEquals(first(norms(0.1)), ["stable", 8]);
  assertEquals(first([1, 2, NaN]), ["unstable", 3]);
  assertEquals(first([1, Infinity]), ["unstable", 2]);
});
