import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { prng } from "../../src/core/mod.ts";
import type { Series } from "../../src/stability/series.ts";
import { smoothCurve, type SmoothedCurve } from "../../src/stability/smooth.ts";
import { divergence, divergenceOnset, hasDiverged } from "../../src/stability/symptoms/divergence.ts";
import { gentleRise } from "../../src/stability/symptoms/gentle_rise.ts";
import { lateRise, lateRiseOnset } from "../../src/stability/symptoms/late_rise.ts";
import { noProgress } from "../../src/stability/symptoms/no_progress.ts";
import { nonFinite } from "../../src/stability/symptoms/non_finite.ts";
import { oscillation } from "../../src/stability/symptoms/oscillation.ts";
import { spike } from "../../src/stability/symptoms/spike.ts";
import { synthesize } from "./_curves.ts";

const range = (length: number) => Array.from({ length }, (_, i) => i);
/** Ten points a number, at steps 0, 2, 4 ... */
const series = (levels: number[], accuracies?: number[]): Series => ({
  step: range(10 * levels.length).map((i) => 2 * i),
  loss: levels.flatMap((level) => Array(10).fill(level)),
  ...(accuracies && { accuracy: accuracies.flatMap((level) => Array(10).fill(level)) }),
  start: levels[0],
});
const smooth = (points: number, loss: (i: number) => number) =>
  smoothCurve({ step: range(points), loss: range(points).map(loss) });

Deno.test("non-finite: the first one, what it is, and what stood before", () => {
  assertEquals(nonFinite({ step: [0, 5, 9, 10], loss: [1, 2, -Infinity, NaN] }), {
    name: "non-finite",
    onset: 9,
    evidence: { value: "-Infinity", count: 2, lossBefore: 2, stepBefore: 5 },
  });
  assertEquals(nonFinite({ step: [4], loss: [NaN] })?.evidence, { value: "NaN", count: 1 });
  assertEquals(nonFinite({ step: [0, 1], loss: [1, 1e308] }), undefined);
});

Deno.test("divergence: how far the end and the worst are above the start", () => {
  const diverged = series([1, 0.5, 1, 2, 4, 3]), found = divergence(diverged, 60);
  assert(hasDiverged(diverged));
  assertEquals(divergenceOnset(diverged), 60);
  assertEquals(found.onset, 60);
  assertEquals(found.evidence, {
    lossAtStart: 1,
    lossAtBest: 0.5,
    stepOfBest: 20,
    lossAtWorst: 4,
    stepOfWorst: 80,
    lossAtEnd: 3,
    endOverStart: 3,
  });
  assert(!hasDiverged(series([1, 4, 0.5, 1])));
});

Deno.test("no progress: how far the best stayed under the start", () => {
  const found = noProgress(series([2, 1.5, 1.8]));
  assertEquals(found.onset, 0);
  assertEquals(found.evidence, {
    lossAtStart: 2,
    lossAtBest: 1.5,
    stepOfBest: 20,
    lossAtEnd: 1.8,
    bestOverStart: 0.75,
  });
});

Deno.test("late rise: best, onset, worst and end, and the accuracies there", () => {
  const risen = series([1, 0.25, 0.5, 0.75, 0.375], [0.25, 0.9, 0.6, 0.5, 0.75]);
  assertEquals(lateRiseOnset(risen), 40);
  assertEquals(lateRise(risen, 40).evidence, {
    lossAtStart: 1,
    lossAtBest: 0.25,
    stepOfBest: 20,
    lossAtOnset: 0.5,
    lossAtWorst: 0.75,
    stepOfWorst: 60,
    worstOverBest: 3,
    lossAtEnd: 0.375,
    shareRisen: 0.4,
    accuracyAtBest: 0.9,
    accuracyAtWorst: 0.5,
    accuracyAtEnd: 0.75,
  });
  assertEquals(lateRiseOnset(series([1, 0.25, 0.5])), 40, "the loss alone decides");
  assertEquals(lateRiseOnset(series([1, 0.25, 0.5], [0.25, 0.9, 0.9])), undefined);
});

Deno.test("a rise is one above what the best may be taken from", () => {
  const risen = series([1, 0.25, 0.55], [0.25, 0.9, 0.8]), { loss, accuracy } = risen;
  assertEquals(lateRiseOnset({ ...risen, lossForBest: loss.map((value) => 1.05 * value) }), 40);
  assertEquals(lateRiseOnset({ ...risen, lossForBest: loss.map((value) => 1.15 * value) }), undefined);
  assertEquals(lateRiseOnset({ ...risen, accuracyForBest: accuracy!.map((value) => value - 0.04) }), 40);
  assertEquals(lateRiseOnset({ ...risen, accuracyForBest: accuracy!.map((value) => value - 0.06) }), undefined);
});

Deno.test("gentle rise: lasting, above the noise, and less than a late rise", () => {
  const smooth = (levels: number[], accuracies?: number[], share = 0): SmoothedCurve => {
    const all = series(levels, accuracies), none = all.loss.map(() => 0);
    return {
      ...all,
      error: all.loss.map((value) => share * value),
      noise: none,
      windows: range(all.loss.length),
      curve: all,
    };
  };
  const gentle = smooth([1, 0.1, 0.15, 0.15], [0.25, 0.9, 0.9, 0.9]), found = gentleRise(gentle);
  assertEquals(found?.onset, 40);
  assertAlmostEquals(found?.evidence.worstOverBest as number, 1.5);
  assertEquals(
    gentleRise(smooth([1, 0.1, 0.15, 0.15], undefined, 0.15)),
    undefined,
    "within the noise",
  );
  assertEquals(gentleRise(smooth([1, 0.1, 0.109])), undefined, "too small");
  assertEquals(gentleRise(smooth([1, 0.001, 0.01])), undefined, "far from mattering");
  const short = smooth([1, 0.1, 0.1, 0.1]);
  for (let i = 20; i < 23; i++) short.loss[i] = 0.15;
  assertEquals(gentleRise(short), undefined, "too short");
});

Deno.test("spike: where, how high above what, how many", () => {
  const found = spike(smooth(300, (i) => (i < 30 ? 1 : 0.2) + (i === 100 || i === 101 ? 0.5 : i === 200 ? 2 : 0)));
  assertEquals(found?.onset, 100);
  const { lossAtPeak, ...rest } = found!.evidence;
  assertAlmostEquals(lossAtPeak as number, 2.2);
  assertEquals(rest, { spikes: 2, lossAround: 0.2, stepOfPeak: 200, pointsOfTallest: 1 });
});

Deno.test("spike: a rise to less than twice the level, one that stays and one that lasts are none", () => {
  assertEquals(spike(smooth(300, (i) => (i < 30 ? 1 : 0.2) + (i === 100 ? 0.19 : 0))), undefined);
  assertEquals(spike(smooth(300, (i) => i < 30 ? 1 : i < 200 ? 0.2 : 1)), undefined);
  assertEquals(spike(smooth(300, (i) => i < 30 ? 1 : i < 200 || i > 230 ? 0.2 : 1)), undefined);
});

Deno.test("spike: at most 5 % of stable noisy logs have one, heavy tails are none", () => {
  let spiked = 0;
  for (let seed = 0; seed < 100; seed++) {
    if (spike(smoothCurve(synthesize("decay", { seed, points: 1000, batch: 8 }).log))) spiked++;
  }
  assert(spiked <= 5, `${spiked}`);
  const random = prng(3);
  assertEquals(spike(smooth(2000, () => -Math.log(1 - random.uniform()))), undefined);
});

Deno.test("oscillation: slow swings of the smoothed loss are counted", () => {
  const found = oscillation(smooth(900, (i) => (i < 300 ? 2 - i / 200 : 0.5) + 0.15 * Math.sin(i / 20)));
  assertEquals(found?.evidence.kind, "slow");
  assert((found!.evidence.swings as number) >= 8, `${found!.evidence.swings}`);
  assertAlmostEquals(found!.evidence.medianSwing as number, 0.3, 0.05);
  assertEquals(
    oscillation(smooth(900, (i) => 0.5 + 1.5 * Math.exp(-i / 100) + 0.05 * Math.sin(i / 20))),
    undefined,
    "too small",
  );
});

Deno.test("oscillation: a loss that turns at every step alternates, noise does not", () => {
  const found = oscillation(smooth(900, (i) => Math.exp(-i / 300) * (i < 450 ? 1 : 1 + (i % 2 ? 0.1 : -0.1))));
  assertEquals(found?.evidence.kind, "fast");
  assert(Math.abs(found!.onset - 450) <= 16, `${found!.onset}`);
  const random = prng(4);
  assertEquals(oscillation(smooth(9000, (i) => Math.exp(-i / 3000) * (1 + 0.2 * random.normal()))), undefined);
});

Deno.test("nothing is found in a log without a finite loss", () => {
  const empty = smoothCurve({ step: [0, 1], loss: [NaN, Infinity] });
  for (const symptom of [gentleRise, spike, oscillation]) assertEquals(symptom(empty), undefined);
  assert(!hasDiverged(empty));
  assertEquals(lateRiseOnset(empty), undefined);
});
