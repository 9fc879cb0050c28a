import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { confidenceOf } from "../../src/stability/confidence.ts";

const range = (length: number) => Array.from({ length }, (_, i) => i);
/** Falls from 1 to `best` half way, with a relative error on each point. */
const fallen = (best: number, error = 0) => {
  const loss = range(20).map((i) => i < 10 ? 1 : best);
  return { step: range(20), loss, start: 1, error: loss.map((value) => error * value) };
};

Deno.test("confidence is .5 on the edge, and grows to 1 with the distance from it", () => {
  const values = [0.7, 0.65, 0.6, 0.5, 0.4].map((best) => confidenceOf(fallen(best)));
  assertEquals(values[0], 0.5);
  assert(values.every((value, i) => i === 0 || value > values[i - 1]), `${values}`);
  assert(values[4] > 0.999);
});

Deno.test("confidence is 1 / (1 + exp(-d / (.04 + .9 r)))", () => {
  // .63 is above .7 (1 - d) from d = .1 on, and d goes in steps of .02.
  assertAlmostEquals(confidenceOf(fallen(0.629)), 1 / (1 + Math.exp(-0.1 / 0.04)), 1e-12);
  // One standard error more makes it .594, which is above .7 (1 - d) from d = .16 on.
  assertAlmostEquals(confidenceOf(fallen(0.54, 0.1)), 1 / (1 + Math.exp(-0.14 / 0.13)), 1e-12);
});

Deno.test("confidence falls with the noise", () => {
  const values = [0, 0.02, 0.05, 0.1].map((error) => confidenceOf(fallen(0.5, error)));
  assert(values.every((value, i) => i === 0 || value < values[i - 1]), `${values}`);
});

Deno.test("a non-finite loss is certain, a loss below 0 says nothing", () => {
  assertEquals(confidenceOf({ ...fallen(0.7), nonFinite: 5 }), 1);
  assertEquals(confidenceOf(fallen(-0.5)), 0.5);
});
