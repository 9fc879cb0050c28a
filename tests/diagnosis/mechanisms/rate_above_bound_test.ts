import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreaterOrEqual,
  assertLess,
  assertLessOrEqual,
} from "@std/assert";
import { absoluteRate, parseTrainingConfig, type TrainingConfig } from "../../../src/core/mod.ts";
import { Laboratory } from "../../../src/diagnosis/laboratory.ts";
import type { Suspicion } from "../../../src/diagnosis/mechanism.ts";
import { atLowerRate, rateAboveBound } from "../../../src/diagnosis/mechanisms/rate_above_bound.ts";
import { rateFactor } from "../../../src/optimizers/mod.ts";
import type { Ratio } from "../../../src/diagnosis/observation.ts";
import { at, observationOf, quadraticConfig, ratiosOf } from "../_observation.ts";

const STEPS = [0, 10, 20, 30, 40, 50], ONSET = 45;
const examine = async (ratios: Ratio[], config: TrainingConfig = quadraticConfig(at(0.5))): Promise<Suspicion> =>
  await rateAboveBound.examine(observationOf(ratios, { onset: ONSET, config }), new Laboratory({}));
const constant = (curvature: number) => ratiosOf(STEPS, { rate: () => 0.5, curvature: () => curvature });
const batched = (batchSize: number | "full") =>
  parseTrainingConfig({ optimizer: at(0.5), batchSize, data: { samples: 32 } });

Deno.test("a lower rate takes as many more steps, and says the rate", () => {
  for (const rate of [0.25, 0.1, 0.3, 1e-3]) {
    const { setup: { config }, change, intervention } = atLowerRate(quadraticConfig(at(0.5)), rate);
    assertEquals([absoluteRate(config), intervention], [rate, "rate"]);
    assertGreaterOrEqual(rate * config.steps, 0.5 * 60 * (1 - 1e-12));
    assertLess(rate * (config.steps - 1), 0.5 * 60);
    assertEquals(change, `learningRate 0.5 -> ${rate}`);
  }
});

const scheduleAt = (schedule: object, rate: number) =>
  atLowerRate(quadraticConfig(at(0.5, "sgd", { schedule })), rate).setup.config;

Deno.test("a schedule that counts steps is stretched with them: rate x steps is as it was, up to whole steps", () => {
  for (
    const [schedule, half, fifth] of [
      [{ kind: "step", every: 7, factor: 0.5 }, { every: 14 }, { every: 35 }],
      [{ kind: "warm-up", steps: 9 }, { steps: 18 }, { steps: 45 }],
      [{ kind: "inverse-time", halfLife: 2.5 }, { halfLife: 5 }, { halfLife: 12.5 }],
    ] as const
  ) {
    assertEquals(scheduleAt(schedule, 0.25).optimizer.schedule as unknown, { ...schedule, ...half });
    assertEquals(scheduleAt(schedule, 0.1).optimizer.schedule as unknown, { ...schedule, ...fifth });
  }
  // Whole steps, and no fewer than that takes.
  assertEquals(scheduleAt({ kind: "step", every: 7, factor: 2 }, 0.3).optimizer.schedule, {
    kind: "step",
    every: 12,
    factor: 2,
  });
  assertEquals(scheduleAt({ kind: "warm-up", steps: 7 }, 0.3).optimizer.schedule, { kind: "warm-up", steps: 12 });
});

Deno.test("a schedule that spans the training, or is none, does so over more steps as it is", () => {
  for (
    const schedule of [{ kind: "constant" }, { kind: "exponential", factor: 30 }, {
      kind: "cosine",
      floor: 0.1,
    }] as const
  ) {
    const { optimizer, steps } = scheduleAt(schedule, 0.1);
    assertEquals([optimizer.schedule, steps], [schedule, 300]);
  }
});

Deno.test("at a lower rate a schedule has the same factor at the same share of the way", () => {
  for (
    const schedule of [
      { kind: "step", every: 10, factor: 0.5 },
      { kind: "warm-up", steps: 20 },
      { kind: "inverse-time", halfLife: 8 },
      { kind: "exponential", factor: 30 },
      { kind: "cosine", floor: 0.1 },
    ] as const
  ) {
    const { optimizer, steps } = scheduleAt(schedule, 0.125);
    for (const step of [0, 13, 29, 47, 59]) {
      const own = rateFactor(schedule, step, 60), lower = rateFactor(optimizer.schedule, 4 * step + 3, steps);
      // A step takes four: they go on by as much as the one step does.
      const next = rateFactor(schedule, step + 1, 60);
      assertLessOrEqual(Math.min(own, next) - 1e-12, lower, `${schedule.kind}, step ${step}`);
      assertLessOrEqual(lower, Math.max(own, next) + 1e-12, `${schedule.kind}, step ${step}`);
    }
  }
});

Deno.test("the predicted bound is the rate at which the largest ratio would be 1; it is among what is tried, the largest first", async () => {
  for (const curvature of [4.8, 8, 400]) {
    const { plausible, evidence, changes } = await examine(constant(curvature));
    assert(plausible);
    assertAlmostEquals(evidence.predictedBound as number, 2 / curvature, 1e-12);
    assertEquals([evidence.crossedAtStep, evidence.onset, evidence.rate], [0, ONSET, 0.5]);
    const rates = changes.map(({ setup }) => absoluteRate(setup.config));
    assertEquals(rates, rates.toSorted((a, b) => b - a));
    assertLess(rates[0], 0.5);
    // Just below it.
    assert(rates.some((rate) => rate < 2 / curvature && rate > 0.8 * 2 / curvature), `${rates}`);
  }
});

Deno.test("below the bound on full batches it is refuted; with mini-batches a run can leave below it", async () => {
  assertEquals((await examine(constant(3))).plausible, false);
  assertEquals((await examine(constant(3), batched("full"))).plausible, false);
  const { plausible, evidence, changes } = await examine(constant(3), batched(4));
  assert(plausible && changes.length > 0);
  // No bound was predicted, so that none can be proven.
  assertEquals("predictedBound" in evidence, false);
  assertEquals((await examine(constant(0.01), batched(4))).plausible, false);
});

Deno.test("where nothing can be measured a lower rate can only be tried", async () => {
  const { plausible, evidence, changes } = await examine([]);
  assert(plausible && changes.length > 0);
  assertEquals(evidence, {});
});
