import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import type { TrainingTrace } from "../../src/core/mod.ts";
import { useBackend } from "../../src/kernels/mod.ts";
import { train, type TrainOptions } from "../../src/training/mod.ts";
import { smallConfig, type SmallFields } from "./_configs.ts";

const SERIES = ["loss", "accuracy", "gradientNorm", "updateNorm", "weightNorm"] as const;
export const SUBJECT = { kind: "subject", name: "test", learningRate: { absolute: 0.3 } };

/** Trains on webgpu, and checks what holds however it ends: series of one length, no tensor left. */
export async function trained(fields: SmallFields, options: TrainOptions = {}): Promise<TrainingTrace> {
  await useBackend("webgpu");
  const before = tf.memory().numTensors;
  options.backend = "webgpu";
  const trace = await train(smallConfig(fields), options);
  assertEquals(tf.memory().numTensors, before);
  assertEquals(new Set(SERIES.map((name) => trace[name].length)).size, 1);
  return trace;
}

/** Asserts that two traces have the same ending, and series within `bound` of each other. */
export function assertClose(actual: TrainingTrace, expected: TrainingTrace, bound: number): void {
  assertEquals([actual.ending, actual.leaked], [expected.ending, expected.leaked]);
  for (const name of SERIES) {
    assertEquals(actual[name].length, expected[name].length);
    for (const [step, value] of expected[name].entries()) {
      if (Number.isFinite(value)) {
        assertLessOrEqual(Math.abs(actual[name][step] - value), bound * value, `${name} ${step}`);
      } else assert(!Number.isFinite(actual[name][step]), `${name} ${step}`);
    }
  }
}
