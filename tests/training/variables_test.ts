import { assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { type ClassifierShape, parameterCount, parameterLayout, useBackend } from "../../src/kernels/mod.ts";
import { WeightVariables } from "../../src/training/variables.ts";
import { webgpuTest } from "../_webgpu.ts";

const SHAPE: ClassifierShape = {
  cell: "gru",
  features: 2,
  units: 3,
  classes: 4,
  loss: { kind: "cross-entropy", log2Scale: 0 },
};
const COUNT = parameterCount(SHAPE);
const INITIAL = Float32Array.from({ length: COUNT }, (_, i) => i);

/** Reads, updates and disposes; checks that nothing is left. */
async function behaves(backend: "cpu" | "wasm" | "webgpu", flat: boolean): Promise<void> {
  await useBackend(backend);
  const before = tf.memory().numTensors, initial = INITIAL.slice();
  const variables = new WeightVariables({ layout: parameterLayout(SHAPE), initial }, { flat }),
    optimizer = tf.train.sgd(0.5);
  assertEquals(tf.memory().numTensors - before, (flat ? 1 : 5) + 1);
  assertEquals(await variables.read(), INITIAL);
  variables.update(optimizer, INITIAL.map((i) => 2 * i + 4));
  assertEquals(tf.memory().numTensors - before, (flat ? 1 : 5) + 1);
  const after = await variables.read();
  assertEquals(after, INITIAL.map(() => -2));
  assertEquals(initial, INITIAL);
  variables.update(optimizer, INITIAL.map(() => 2));
  assertEquals(after, INITIAL.map(() => -2));
  const taken = variables.flat(), gradient = tf.tensor1d(INITIAL);
  variables.update(optimizer, gradient);
  const later = variables.flat();
  // Two that are the caller's, and the gradient, which stays the caller's.
  assertEquals(tf.memory().numTensors - before, (flat ? 1 : 5) + 1 + 3);
  assertEquals(await taken.data(), INITIAL.map(() => -3));
  assertEquals(await later.data(), INITIAL.map((i) => -3 - i / 2));
  assertEquals(await variables.read(), INITIAL.map((i) => -3 - i / 2));
  tf.dispose([taken, gradient, later]);
  variables.dispose();
  optimizer.dispose();
  assertEquals(tf.memory().numTensors, before);
}

for (const flat of [true, false]) {
  const how = flat ? "as one variable" : "as a variable each";
  for (const backend of ["cpu", "wasm"] as const) {
    Deno.test(`${backend}, ${how}: weights are read and updated in the order of the layout, nothing is left`, () =>
      behaves(backend, flat));
  }
  webgpuTest(
    `webgpu, ${how}: weights are read and updated in the order of the layout, nothing is left`,
    () => behaves("webgpu", flat),
  );
}
