import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { prng } from "../../src/core/mod.ts";
import { adaptiveMeans } from "../../src/stability/_adaptive.ts";
import { spread } from "../../src/stability/_noise.ts";
import { startLevel } from "../../src/stability/_start.ts";
import { smoothCurve } from "../../src/stability/smooth.ts";
import { evaluationSteps } from "../../src/stability/truth.ts";

const range = (length: number) => Array.from({ length }, (_, i) => i);
const all = (values: number[]) => spread(values, { from: 0, to: values.length });

Deno.test("a log without noise is sampled at the steps of evaluation", () => {
  for (const points of [5, 91, 150, 1000]) {
    const step = range(points), { step: at, loss, error, start } = smoothCurve({ step, loss: step.map((i) => 1 + i) });
    assertEquals(at, evaluationSteps(points - 1));
    assertEquals(loss, at.map((i) => 1 + i));
    assertEquals([start, ...error], [1, ...at.map(() => 0)]);
  }
});

Deno.test("a noisy log is smoothed: no batch alone shows, and the error is honest", () => {
  const random = prng(1), step = range(9000), loss = step.map(() => 1 + 0.1 * random.normal());
  assertEquals(smoothCurve({ step, loss }).windows, range(90).map((w) => Math.ceil(w * 8999 / 90)));
  loss[5000] = 1e-9;
  loss[7000] = 1e9;
  const smoothed = smoothCurve({ step, loss });
  assert(smoothed.loss.every((value) => Math.abs(value - 1) < 0.05), `${smoothed.loss}`);
  assertAlmostEquals(smoothed.start, 1, 0.1);
  const misses = smoothed.loss.filter((value, w) => Math.abs(value - 1) > 3 * smoothed.error[w]).length;
  assert(misses < smoothed.loss.length / 20, `${misses}`);
});

Deno.test("windows without a point, and points without a finite loss, are left out", () => {
  const step = [...range(500), ...range(500).map((i) => 2000 + i)];
  const loss = step.map((i) => i === 100 || i === 2100 ? NaN : 1 / (1 + i));
  const smoothed = smoothCurve({ step, loss });
  assertEquals(smoothed.nonFinite, 100);
  assert(smoothed.step.every((at) => at < 500 || at >= 2000));
  assertEquals(smoothed.curve.loss.length, 998);
  assertEquals(smoothCurve({ step: [0, 1], loss: [NaN, Infinity] }).loss, []);
});

Deno.test("noise is measured whatever the level and slope, and whatever happens seldom", () => {
  const random = prng(2), noise = range(2000).map(() => 0.3 * random.normal());
  assertAlmostEquals(all(noise), 0.3, 0.02);
  assertAlmostEquals(all(noise.map((value, i) => value + 5 * i)), 0.3, 0.02);
  assertAlmostEquals(all(noise.map((value, i) => i % 100 === 0 ? 1e6 : value)), 0.3, 0.04);
  assertEquals(all(range(10)), 0);
  assertEquals([all([]), all([1]), all([1, 2])], [0, 0, 0]);
});

Deno.test("neighbours are averaged as far as the noise explains their difference", () => {
  const cells = (values: number[], noise: number) => values.map((value) => ({ value, noise, count: 4 }));
  const jump = adaptiveMeans(cells([1, 1, 1, 5, 5, 5], 0.5));
  assertEquals(jump.map(({ value }) => value), [1, 1, 1, 5, 5, 5]);
  assertAlmostEquals(jump[0].error, 0.5 / Math.sqrt(12));
  const sharp = adaptiveMeans(cells([1, 2, 3], 0));
  assertEquals(sharp, [1, 2, 3].map((value) => ({ value, error: 0 })));
  assertEquals(adaptiveMeans([]), []);
});

Deno.test("the start is averaged over noise, but not over a fall or a rise that sets in", () => {
  const start = (loss: number[], noise: number) => startLevel(loss, { noise, within: 100 });
  assertEquals(start([1.2, 0.8, 1.1, 0.9, 1, 1, 1.05, 0.95], 0.2), 1);
  assertEquals(start([1, 0.5, 0.3, 0.2], 0.01), 1);
  assertEquals(start([1, 3, 9, 27], 1), 1);
});
