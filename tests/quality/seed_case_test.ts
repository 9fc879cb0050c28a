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
import { diagnose } from "../../src/diagnosis/mod.ts";

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

Deno.test("the seed case is diagnosed: predicted and observed crossing, eps*, a cure that holds and the same seeds un-cured", async () => {
  const { config } = await seedCase(),
    { failure, mechanism, standing, findings, cut, curves } = await diagnose(config, {
      backend: "wasm",
    });
  assertEquals([failure.judgement, cut], ["late-rise", undefined]);
  assert(mechanism === "preconditioner-decay" || mechanism === "rate-above-bound", `${mechanism}`);
  assert(standing === "proven" || standing === "supported", standing);
  const [{ evidence, cures, says }] = findings, onset = failure.onset!;
  const observed = (evidence.observedCrossing ?? evidence.crossedAtStep) as number;
  const predicted = evidence.predictedCrossing as number;
  assert(observed > 0.5 * onset && observed <= onset, `pi passed 1 at step ${observed}, it fails at ${onset}`);
  assert(Math.abs(predicted - observed) < 0.5 * observed, `predicted ${predicted}, observed ${observed}`);
  assertGreaterOrEqual(evidence.stabilityRatio as number, 1);
  // The smallest epsilon with which the ratio could not have passed 1: above the config's own by orders of magnitude.
  const epsilonStar = evidence.epsilonStar as number;
  assert(epsilonStar > 1e-3 && epsilonStar < 1, `${epsilonStar}`);
  assert(says.includes(`step ${observed}`) && says.includes("eps*"), says);
  const cure = cures.find(({ outcome }) => outcome === "cured")!, { uncured, cured } = cure;
  assertEquals([cure.holds, uncured.runs, cured.runs], [true, 10, 10]);
  assertLess(cured.failed, 2);
  assertGreaterOrEqual(uncured.failed, standing === "proven" ? 8 : 5);
  // The curves show it: past the bound and up again, and with the cure down.
  const { value, step } = curves.uncured.stabilityRatio;
  assert(value.some((pi, i) => pi! > 1 && step[i] <= onset));
  assertLess(curves.cured!.loss.at(-1)!, curves.uncured.loss.at(-1)!);
});
