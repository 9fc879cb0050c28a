import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { mean } from "../../src/core/mod.ts";
import { DRAWS, likelyCurves } from "../../src/stability/_likely.ts";
import type { SmoothedCurve } from "../../src/stability/smooth.ts";
import { weigh } from "../../src/stability/weigh.ts";

const range = (length: number) => Array.from({ length }, (_, i) => i);
/** Ten points a level, each loss with an error of that share of it, each accuracy with one of `accuracyError`. */
function smoothed(
  levels: number[],
  { error = 0, accuracies, accuracyError = 0 }: { error?: number; accuracies?: number[]; accuracyError?: number } = {},
): SmoothedCurve {
  const loss = levels.flatMap((level) => Array(10).fill(level)), step = range(loss.length);
  const accuracy = accuracies?.flatMap((level) => Array(10).fill(level));
  return {
    step,
    loss,
    ...(accuracy && { accuracy, accuracyError: accuracy.map(() => accuracyError) }),
    start: loss[0],
    error: loss.map((value) => error * value),
    noise: loss.map(() => 0),
    windows: step,
    curve: { step, loss },
    levels: step.map(() => []),
  };
}

Deno.test("without noise the confidence is .5 on the edge, and grows to 1 with the distance from it", () => {
  const values = [0.7, 0.65, 0.6, 0.5, 0.4].map((best) => weigh(smoothed([1, best])).confidence);
  assertEquals(values[0], 0.5);
  assert(values.every((value, i) => i === 0 || value > values[i - 1]), `${values}`);
  assert(values[4] > 0.999);
  // .63 is above .7 (1 - d) from d = .1 on, and d goes in steps of .02.
  assertAlmostEquals(weigh(smoothed([1, 0.629])).confidence, 1 / (1 + Math.exp(-0.1 / 0.04)), 1e-12);
});

Deno.test("a non-finite loss is certain, a loss below 0 says nothing", () => {
  const { judgement, onset, confidence } = weigh({ ...smoothed([1, 0.7], { error: 0.1 }), nonFinite: 5 });
  assertEquals({ judgement, onset, confidence }, { judgement: "diverged", onset: 5, confidence: 1 });
  assertEquals(weigh(smoothed([1, -0.5])).confidence, 0.5);
  assertEquals(weigh(smoothed([1, -0.5], { error: 0.01 })).confidence, 0.5);
});

Deno.test("likely curves have the mean and the error of the estimates, and a best that is mistrusted", () => {
  const curves = likelyCurves(smoothed([2, 1], { error: 0.1, accuracies: [0.5, 0.9], accuracyError: 0.02 }));
  assertEquals(curves.length, DRAWS);
  const at = (values: (curve: typeof curves[number]) => number) => {
    const all = curves.map(values), middle = mean(all);
    return [middle, Math.sqrt(mean(all.map((value) => (value - middle) ** 2)))];
  };
  const close = (values: number[], expected: number[], tolerance: number) =>
    values.forEach((value, i) => assertAlmostEquals(value, expected[i], tolerance));
  close(at(({ loss }) => loss[15]), [1, 0.1], 0.02);
  close(at(({ lossForBest }) => lossForBest![15]), [1.08, 0.05], 0.01);
  close(at(({ accuracy }) => accuracy![15]), [0.9, 0.02], 0.004);
  close(at(({ accuracyForBest }) => accuracyForBest![15]), [0.884, 0.01], 0.003);
  assert(curves.every(({ start, loss }) => start === loss[0]));
  // A longer stretch whose level is known better counts instead, where it is lower.
  const known = smoothed([2, 1], { error: 0.1 });
  known.levels![15] = [{ value: 0.5, error: 0 }];
  assert(likelyCurves(known).every(({ lossForBest }) => lossForBest![15] <= 0.5));
});

Deno.test("the same log is weighed the same way every time", () => {
  const log = smoothed([1, 0.25, 0.5], { error: 0.2 });
  assertEquals(weigh(log), weigh(log));
});

Deno.test("with noise a judgement is as sure as the curves that share it", () => {
  const rise = (error: number) => weigh(smoothed([1, 0.25, 0.6], { error }));
  assertEquals([rise(0.02).judgement, rise(0.02).confidence], ["late-rise", 1]);
  assertEquals([rise(0.6).judgement, rise(0.02).onset, rise(0.02).recovered], ["stable", 20, false]);
  const confidences = [0.02, 0.15, 0.2].map((error) => rise(error).confidence);
  assert(confidences.every((value, i) => i === 0 || value <= confidences[i - 1]), `${confidences}`);
  // As likely as not is not enough for a late rise, but for a divergence.
  const even = weigh(smoothed([1, 0.25, 0.55], { error: 0.1 }));
  assertEquals(even.judgement, "stable");
  assert(even.confidence < 0.55, `${even.confidence}`);
  const ends = [1.42, 1.5, 1.58].map((end) => weigh(smoothed([1, end], { error: 0.1 })));
  assertEquals(ends.map(({ judgement }) => judgement), ["no-progress", "diverged", "diverged"]);
  assert(ends[2].confidence > ends[1].confidence && ends[1].confidence < 0.75, `${ends.map((end) => end.confidence)}`);
});
