import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { mean, prng } from "../../src/core/mod.ts";
import { adaptiveMean } from "../../src/stability/_adaptive.ts";
import { isNoisy } from "../../src/stability/_is_noisy.ts";
import { isSampled } from "../../src/stability/_is_sampled.ts";
import { levelsBefore } from "../../src/stability/_levels.ts";
import { jitter, spread } from "../../src/stability/_noise.ts";
import { startLevel } from "../../src/stability/_start.ts";
import { steadied } from "../../src/stability/_steadied.ts";
import { smoothCurve } from "../../src/stability/smooth.ts";
import { evaluationSteps } from "../../src/stability/truth.ts";

const range = (length: number) => Array.from({ length }, (_, i) => i);
const all = (values: number[]) => spread(values, { from: 0, to: values.length });

Deno.test("a log without noise is sampled at the steps of evaluation", () => {
  for (const points of [5, 91, 150, 1000]) {
    const step = range(points), { step: at, loss, error, start } = smoothCurve({ step, loss: step.map((i) => 1 + i) });
    // A log ends at the last update; with few points it may be of evaluations, and all count.
    assertEquals(at, points <= 91 ? step : evaluationSteps(points).slice(0, -1));
    assertEquals(loss, at.map((i) => 1 + i));
    assertEquals([start, ...error], [1, ...at.map(() => 0)]);
  }
});

Deno.test("a noisy log is smoothed: no batch alone shows, and the error is honest", () => {
  const random = prng(1), step = range(9000), loss = step.map(() => 1 + 0.1 * random.normal());
  assertEquals(smoothCurve({ step, loss }).windows, range(90).map((w) => 100 * w));
  loss[5000] = 1e-9;
  loss[7000] = 1e9;
  const smoothed = smoothCurve({ step, loss });
  // The first point is the start, of a few batches only.
  assertEquals(smoothed.loss[0], smoothed.start);
  assert(smoothed.loss.slice(1).every((value) => Math.abs(value - 1) < 0.05), `${smoothed.loss}`);
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

Deno.test("windows begin at the steps of evaluation of a run that is logged now and then", () => {
  const step = range(300).map((i) => 10 * i), { step: at } = smoothCurve({ step, loss: step.map((i) => 1 / (1 + i)) });
  assertEquals(at, evaluationSteps(3000).slice(0, -1).map((step) => 10 * Math.ceil(step / 10)));
});

Deno.test("the longer a low lasts, the better its level is known", () => {
  const random = prng(6), values = range(900).map((i) => (i < 450 ? 2 : 1) + 0.1 * random.normal());
  const levels = levelsBefore(values, range(90).map((w) => 10 * w));
  assertEquals(levels[0], []);
  assertEquals(levels.slice(4).map(({ length }) => length), range(86).map(() => 4));
  const late = levels.slice(50), [half, , , four] = range(4).map((k) => mean(late.map((level) => level[k].error)));
  assertAlmostEquals(four, 0.1 / Math.sqrt(40), 0.002);
  assertAlmostEquals(half, 0.1 / Math.sqrt(5), 0.01);
  assert(late.every((level) => Math.abs(level[3].value - 1) < 4 * four));
  // It ends with the point: what comes after does not count.
  assertAlmostEquals(levels[45][0].value, (2 * 4 + 1) / 5, 0.1);
});

Deno.test("noise is measured whatever the level and slope, and whatever happens seldom", () => {
  const random = prng(2), noise = range(2000).map(() => 0.3 * random.normal());
  assertAlmostEquals(all(noise), 0.3, 0.02);
  assertAlmostEquals(all(noise.map((value, i) => value + 5 * i)), 0.3, 0.02);
  assertAlmostEquals(all(noise.map((value, i) => i % 100 === 0 ? 1e6 : value)), 0.3, 0.04);
  assertEquals(all(range(10)), 0);
  assertEquals([all([]), all([1]), all([1, 2])], [0, 0, 0]);
});

Deno.test("accuracies of small batches are noisy even where most of them are 1", () => {
  const random = prng(3), accuracy = range(2000).map(() => random.uniform() < 0.2 ? 0.75 : 1);
  assertEquals(all(accuracy), 0);
  assertAlmostEquals(jitter(accuracy, { from: 0, to: 2000 }), 0.1, 0.01);
});

Deno.test("points are averaged as far as the noise explains their difference", () => {
  const step = range(41).map((i) => i < 20 ? 1 : 5),
    at = (at: number, noise: number) => adaptiveMean(step, { at, noise, least: 1, most: 8 });
  assertEquals(at(10, 0.5), { value: 1, from: 2, to: 19 });
  // The jump is four deviations: it is kept out where there are enough points to tell.
  assertEquals(at(16, 0.5), { value: 1, from: 13, to: 20 });
  assertEquals(at(16, 50).to, 25);
  assertEquals(at(0, 0.5), { value: 1, from: 0, to: 9 });
  assertEquals(adaptiveMean([1, 2, 3], { at: 1, noise: 0, least: 0, most: 1 }), { value: 2, from: 0, to: 3 });
});

Deno.test("one value that stands out in its window counts for nothing, and no other is changed", () => {
  assertEquals(steadied([1, 2, 9, 3, 0, 5, 6, 7], [0, 4]), [2, 2, 3, 3, 5, 5, 6, 6]);
  assertEquals(steadied([1, 2, 9], [0]), [1, 2, 9]);
  assertEquals(steadied([4, 4, 4, 4], [0]), [4, 4, 4, 4]);
});

Deno.test("full batches are told by their smooth runs, mini-batches by their noise at any time", () => {
  const random = prng(4), windows = range(90).map((w) => 10 * w);
  const noisy = (loss: number[]) =>
    isNoisy(loss, { windows, noise: windows.map((from) => jitter(loss, { from, to: from + 10 })) });
  // Falls smoothly, then bounces for two thirds of the log.
  assert(!noisy(range(900).map((i) => i < 300 ? Math.exp(-i / 100) : 0.05 + 0.5 * random.uniform())));
  assert(noisy(range(900).map((i) => Math.exp(-i / 300) * (1 + 0.1 * random.normal()))));
  // Ends at a loss that hardly varies, as with smoothed labels.
  assert(noisy(range(900).map((i) => 0.3 + Math.exp(-i / 30) * (1 + 0.1 * random.normal()))));
  assert(!noisy(range(900).map(() => 0)));
});

Deno.test("accuracies of full batches vary less than those of samples that are drawn", () => {
  const random = prng(5), right = (batch: number, p: number) => range(batch).filter(() => random.uniform() < p).length;
  for (const batch of [12, 24, 96]) {
    assertEquals(isSampled(range(500).map(() => right(batch, 0.8) / batch)), true);
    assertEquals(isSampled(range(500).map((i) => Math.round(batch * (0.7 + 0.2 * Math.sin(i / 20))) / batch)), false);
  }
  // Without a gap or with some; where it is always 1; where decimals hide the size of the batch; where there is none.
  assertEquals(isSampled(range(500).map((i) => i % 3 === 0 ? NaN : right(24, 0.8) / 24)), true);
  assertEquals(isSampled(range(500).map(() => 1)), undefined);
  assertEquals(isSampled(range(500).map(() => right(4, 0.8) / 4)), undefined);
  assertEquals(isSampled(range(500).map(() => Math.round(100 * right(24, 0.8) / 24) / 100)), undefined);
  assertEquals(isSampled(range(500).map(() => random.uniform())), undefined);
  assertEquals(isSampled([]), undefined);
});

Deno.test("the start is averaged over noise, but not over a fall or a rise that sets in", () => {
  const start = (loss: number[], noise: number) => startLevel(loss, { noise, within: 100 }).level;
  assertEquals(start([1.2, 0.8, 1.1, 0.9, 1, 1, 1.05, 0.95], 0.2), 1);
  assertEquals(start([1, 0.5, 0.3, 0.2], 0.01), 1);
  assertEquals(start([1, 3, 9, 27], 1), 1);
  // What follows is so wild that it would explain anything.
  assertEquals(start([1.5, 22, 51, 48, 70, 143], 40), 1.5);
  assertAlmostEquals(startLevel([1.5, 22, 51], { noise: 40, within: 100 }).error, 0.18 * 1.5, 1e-12);
  assertAlmostEquals(startLevel([1, 1.02, 0.98, 1, 2], { noise: 0.04, within: 100 }).error, 0.02, 1e-12);
});
