import * as tf from "@tensorflow/tfjs";
import { assertEquals } from "@std/assert";
import { parseTrainingConfig } from "../../src/core/mod.ts";
import { ownData, ownDataSpec } from "../../src/data/mod.ts";
import { fromLayersModel, train } from "../../src/training/mod.ts";
import { webgpuTest } from "../_webgpu.ts";
import { assertClose } from "./_on_webgpu.ts";

const inputs = [[[0], [1], [2]], [[2], [1], [0]], [[0], [2], [1]], [[1], [0], [0]]], labels = [0, 1, 0, 1];
const optimizer = { kind: "adam", learningRate: { absolute: 0.05 } } as const;

webgpuTest("a tf.LayersModel trains on webgpu as on cpu within 1e-3, to the bit, and leaves no tensor", async () => {
  const problem = fromLayersModel(() =>
    tf.sequential({
      layers: [
        tf.layers.lstm({ units: 2, inputShape: [3, 1] }),
        tf.layers.dense({ units: 2, activation: "softmax" }),
      ],
    }), { loss: "sparseCategoricalCrossentropy", data: { inputs, labels } });
  const config = parseTrainingConfig({ problem: "own" as const, name: "lstm", steps: 6, batchSize: 2, optimizer });
  const trace = await train(config, { backend: "webgpu", problem }), { numTensors } = tf.memory();
  assertEquals(await train(config, { backend: "webgpu", problem }), trace);
  assertEquals(tf.memory().numTensors, numTensors);
  assertClose(trace, await train(config, { backend: "cpu", problem }), 1e-3);
});

webgpuTest("sequences of one's own, of unequal length, train on webgpu as on wasm within 1e-3", async () => {
  const data = await ownData({ sequences: [...inputs, [[1]], [[0], [1]]], labels: [...labels, 0, 1] });
  const config = parseTrainingConfig({
    data: ownDataSpec(data),
    model: { cell: "gru" },
    steps: 6,
    batchSize: 4,
    optimizer,
  });
  const trace = await train(config, { backend: "webgpu", data });
  assertEquals(trace.kernel, "fused");
  assertClose(trace, await train(config, { backend: "wasm", data }), 1e-3);
});
