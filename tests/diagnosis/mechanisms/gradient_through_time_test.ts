import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { parseTrainingConfig } from "../../../src/core/mod.ts";
import { Laboratory } from "../../../src/diagnosis/laboratory.ts";
import type { MechanismRule } from "../../../src/diagnosis/mechanism.ts";
import { explodingGradient, vanishingGradient } from "../../../src/diagnosis/mechanisms/gradient_through_time.ts";
import { at, observationOf, quadraticConfig } from "../_observation.ts";

/** How a loss feels 9 time steps, each `factor` times as much as the one before. */
const felt = (factor: number) => Array.from({ length: 9 }, (_, t) => factor ** t);
const STUCK = Array(40).fill(1), LEARNED = Array.from({ length: 40 }, (_, t) => 1 / (1 + t));

async function examine(
  rule: MechanismRule,
  { factor, loss, model = {}, gradientNorm }: {
    factor: number;
    loss: number[];
    model?: object;
    gradientNorm?: number[];
  },
) {
  const config = parseTrainingConfig({ optimizer: at(0.1), data: { length: 9 }, model });
  const sensitivity = { start: felt(factor), end: felt(factor) };
  const observation = observationOf([], { onset: 30, loss, config, sensitivity });
  if (gradientNorm) observation.outcome.trace.gradientNorm = gradientNorm;
  return await rule.examine(observation, new Laboratory({}));
}

Deno.test("vanishing: a run that learns nothing, whose loss hardly feels the first third of the inputs, in the mean, beside the most of the last", async () => {
  const { plausible, evidence, changes } = await examine(vanishingGradient, { factor: 3, loss: STUCK });
  assert(plausible && changes.length > 0);
  assertAlmostEquals(evidence.atStart as number, (1 + 3 + 9) / 3 / 3 ** 8, 1e-12);
  assertAlmostEquals(evidence.atEnd as number, (1 + 3 + 9) / 3 / 3 ** 8, 1e-12);
  assertEquals((await examine(vanishingGradient, { factor: 1.2, loss: STUCK })).plausible, false);
  assertEquals((await examine(vanishingGradient, { factor: 3, loss: LEARNED })).plausible, false);
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

Deno.test("exploding: the loss feels the first inputs most; gradients are clipped below where they jump to", async () => {
  const gradientNorm = Array.from({ length: 40 }, (_, t) => t < 29 ? 2 : 500);
  const { plausible, evidence, changes } = await examine(explodingGradient, {
    factor: 1 / 3,
    loss: LEARNED,
    gradientNorm,
  });
  assert(plausible);
  assertAlmostEquals(evidence.atStart as number, (1 + 1 / 3 + 1 / 9) / 3 * 3 ** 6, 1e-6);
  assertEquals([evidence.usualNorm, evidence.largestNorm], [2, 500]);
  const clips = changes.map(({ setup: { config: { optimizer } } }) => (optimizer.clip as { max: number }).max);
  assert(clips.length > 0 && clips.every((max) => max < 500));
  assertEquals(clips, clips.toSorted((a, b) => b - a));
  assert(changes.every(({ restores }) => restores), "an expanding kernel is clipped as a rule");
  assertEquals((await examine(explodingGradient, { factor: 1, loss: LEARNED, gradientNorm })).plausible, false);
  // At what norms never reach there is nothing to clip.
  const lower = { factor: 1 / 3, loss: LEARNED, gradientNorm: gradientNorm.map((norm) => Math.min(norm, 3)) };
  for (const { setup: { config: { optimizer } } } of (await examine(explodingGradient, lower)).changes) {
    assert((optimizer.clip as { max: number }).max < 3);
  }
});

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
