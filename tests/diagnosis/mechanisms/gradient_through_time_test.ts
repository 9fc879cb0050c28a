import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { parseTrainingConfig } from "../../../src/core/mod.ts";
import { Laboratory } from "../../../src/diagnosis/laboratory.ts";
import type { Change, MechanismRule } from "../../../src/diagnosis/mechanism.ts";
import { explodingGradient, vanishingGradient } from "../../../src/diagnosis/mechanisms/gradient_through_time.ts";
import { at, observationOf, quadraticConfig } from "../_observation.ts";

/** How a loss feels 9 time steps, each `factor` times as much as the one before. */
const felt = (factor: number) => Array.from({ length: 9 }, (_, t) => factor ** t);
const STUCK = Array(40).fill(1), LEARNED = Array.from({ length: 40 }, (_, t) => 1 / (1 + t));

async function examine(
  rule: MechanismRule,
  { factor, factorAtEnd = factor, start = felt(factor), loss, model = {}, gradientNorm }: {
    factor: number;
    factorAtEnd?: number;
    start?: number[];
    loss: number[];
    model?: object;
    gradientNorm?: number[];
  },
) {
  const config = parseTrainingConfig({ optimizer: at(0.1), data: { length: 9 }, model });
  const sensitivity = { start, end: felt(factorAtEnd) };
  const observation = observationOf([], { onset: 30, loss, config, sensitivity });
  if (gradientNorm) observation.outcome.trace.gradientNorm = gradientNorm;
  return await rule.examine(observation, new Laboratory({}));
}

/** The mean of the first three of nine steps over the largest of the last three, where each is `factor` times the one before. */
const reach = (factor: number) => (1 + factor + factor ** 2) / 3 / Math.max(factor ** 6, factor ** 8);

Deno.test("vanishing: a run that learns nothing, whose loss hardly feels the first inputs", async () => {
  const { plausible, evidence, changes } = await examine(vanishingGradient, {
    factor: 3,
    factorAtEnd: 2,
    loss: STUCK,
  });
  assert(plausible && changes.length > 0);
  assertAlmostEquals(evidence.atStart as number, reach(3), 1e-12);
  assertAlmostEquals(evidence.atEnd as number, reach(2), 1e-12);
  assertEquals((await examine(vanishingGradient, { factor: 1.2, loss: STUCK })).plausible, false);
  assertEquals((await examine(vanishingGradient, { factor: 3, loss: LEARNED })).plausible, false);
});

Deno.test("vanishing is judged at the start: what is lost later may come of anything", async () => {
  assertEquals((await examine(vanishingGradient, { factor: 1, factorAtEnd: 3, loss: STUCK })).plausible, false);
  assertEquals((await examine(vanishingGradient, { factor: 3, factorAtEnd: 1, loss: STUCK })).plausible, true);
});

Deno.test("one input of the last third that is felt is enough to be held against; of the first, all count alike", async () => {
  const judged = async (start: number[]) => {
    const { plausible, evidence } = await examine(vanishingGradient, { factor: 1, start, loss: STUCK });
    return [plausible, evidence.atStart];
  };
  // A loss that ends in what it feels most, however little it feels the rest.
  assertEquals(await judged([3, 3, 3, 1, 1, 1, 1, 1, 300]), [true, 0.01]);
  assertEquals(await judged([0, 0, 9, 0, 0, 0, 6, 6, 6]), [false, 0.5]);
});

Deno.test("a longer memory: of an LSTM that forgets its forget bias first, of a small gain that of 1, else another cell", async () => {
  const interventions = async (model: object) =>
    (await examine(vanishingGradient, { factor: 3, loss: STUCK, model })).changes.map(({ intervention }) =>
      intervention
    );
  assertEquals((await interventions({ cell: "lstm", forgetBias: -3 }))[0], "forget bias");
  assertEquals((await interventions({ recurrentInit: { kind: "orthogonal", gain: 0.2 } }))[0], "recurrent start");
  assert((await interventions({ recurrentInit: { kind: "orthogonal", gain: 1 } })).includes("cell"));
});

Deno.test("a forget bias or gain below 1 is unusual; another start of a usual kernel, or another cell, sets nothing back", async () => {
  const restored = async (model: object) =>
    (await examine(vanishingGradient, { factor: 3, loss: STUCK, model })).changes.filter(({ restores }) => restores)
      .map(({ change }) => change);
  assertEquals(await restored({ cell: "lstm", forgetBias: -3, recurrentInit: { kind: "orthogonal", gain: 0.2 } }), [
    "forgetBias -3 -> 1",
    "forgetBias -3 -> 3",
    "recurrentInit orthogonal 0.2 -> orthogonal 1",
  ]);
  assertEquals(await restored({ cell: "lstm", forgetBias: 1, recurrentInit: { kind: "glorot" } }), []);
});

Deno.test("exploding: the loss feels the first inputs most; gradients are clipped below where they jump to", async () => {
  const gradientNorm = Array.from({ length: 40 }, (_, t) => t < 29 ? 3 : 500);
  const exploding = { factor: 1 / 3, loss: LEARNED, gradientNorm };
  const { plausible, evidence, changes } = await examine(explodingGradient, exploding);
  assert(plausible);
  assertAlmostEquals(evidence.atStart as number, reach(1 / 3), 1e-6);
  assertEquals([evidence.usualNorm, evidence.largestNorm], [3, 500]);
  // Twice and half of the usual norm among those that are often clipped at.
  assertEquals(clipsOf(changes), [6, 5, 1.5, 1, 0.3, 0.1]);
  // It is what an expanding kernel usually has.
  assert(changes.every(({ restores }) => restores));
  assertEquals((await examine(explodingGradient, { ...exploding, factor: 1 })).plausible, false);
  // At what norms never reach there is nothing to clip.
  const lower = { ...exploding, gradientNorm: gradientNorm.map((norm) => Math.min(norm, 4)) };
  assertEquals(clipsOf((await examine(explodingGradient, lower)).changes), [1.5, 1, 0.3, 0.1]);
});

Deno.test("exploding: what is felt three times as much as the last is not enough, at the usual gain", async () => {
  const judged = async (times: number, gain: number) => {
    const start = [times, times, times, 1, 1, 1, 1, 1, 1], model = { recurrentInit: { kind: "orthogonal", gain } };
    return (await examine(explodingGradient, { factor: 1, start, loss: LEARNED, model })).plausible;
  };
  assertEquals([await judged(2.9, 1), await judged(3.1, 1)], [false, true]);
  assertEquals([await judged(1, 1.15), await judged(1, 1.25)], [false, true]);
});

const clipsOf = (changes: Change[]) =>
  changes.map(({ setup: { config: { optimizer } } }) => (optimizer.clip as { max: number }).max);

Deno.test("a large gain of the recurrent kernel is suspected by itself, and 1 is the usual one", async () => {
  const model = { recurrentInit: { kind: "orthogonal", gain: 4 } };
  const { plausible, evidence, changes } = await examine(explodingGradient, { factor: 1, loss: LEARNED, model });
  assertEquals([plausible, evidence.gain], [true, 4]);
  assert(changes.some(({ restores, change }) => restores && change.endsWith("orthogonal 1")));
});

Deno.test("what is no recurrent net has neither", async () => {
  const observation = observationOf([], { onset: 9, config: quadraticConfig(at(0.1)), loss: STUCK });
  for (const rule of [vanishingGradient, explodingGradient]) {
    assertEquals((await rule.examine(observation, new Laboratory({}))).plausible, false);
  }
});
