import { assert, assertEquals, assertGreaterOrEqual, assertLess } from "@std/assert";
import { judgeCurve, replay, train } from "../../mod.ts";
import {
  type ClassifierConfig,
  curveOf,
  type FailureRecord,
  parseFailureRecord,
  parseJson,
  type TrainingConfig,
} from "../../src/core/mod.ts";

const FILE = new URL("../../fixtures/failures/seed_case.json", import.meta.url);

async function seedCase(): Promise<FailureRecord> {
  return parseFailureRecord(parseJson(await Deno.readTextFile(FILE), FILE.href), FILE.href);
}

/** The same training at a tenth of the rate, for ten times the steps: a delay is not a cure. */
function slower(config: TrainingConfig): TrainingConfig {
  const { absolute } = config.optimizer.learningRate as { absolute: number };
  const optimizer = { ...config.optimizer, learningRate: { absolute: absolute / 10 } };
  return { ...config, steps: 10 * config.steps, optimizer };
}

Deno.test("the seed case: 4 classes, cross entropy, Adam: over 90 % right, then a late rise; replayed to the bit", async () => {
  const record = await seedCase(), config = record.config as ClassifierConfig;
  assertEquals([config.data.classes, config.loss.kind, config.optimizer.kind], [4, "cross-entropy", "adam"]);
  assert(record.recipe?.includes("check"), "the recipe tells the command that found it");
  const { reproduced, differences, verdict } = await replay(record);
  assertEquals([reproduced, differences], [true, []]);
  assert(verdict.kind === "violated");
  assertEquals(verdict.failure, "late-rise");
  const { accuracy } = await train(config, { backend: "wasm" }), onset = verdict.evidence.onset as number;
  // Full batches: the accuracy of a step is that of the whole training set.
  assertEquals(config.batchSize, "full");
  assertGreaterOrEqual(Math.max(...accuracy.slice(0, onset)), 0.9);
  assertLess(Math.min(...accuracy.slice(onset)), 0.8);
});

Deno.test("the seed case at a tenth of the rate and ten times the steps stays down", async () => {
  const { config } = await seedCase(), trace = await train(slower(config), { backend: "wasm" });
  assertEquals(judgeCurve(curveOf(trace)).judgement, "stable");
  assertEquals(trace.accuracy.at(-1), 1);
});
