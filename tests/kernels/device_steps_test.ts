import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { norm } from "../../src/core/mod.ts";
import { DeviceSteps, readBack, recurrentClassifier, type StepNumbers, useBackend } from "../../src/kernels/mod.ts";
import { batchTensors } from "../../src/kernels/classifier.ts";
import { webgpuTest } from "../_webgpu.ts";
import { caseOf } from "./_cases.ts";
import { watchingDevice } from "../_device_spy.ts";

const { shape, parameters, batch } = caseOf("rnn", { units: 17, features: 3, size: 7, length: 3 });

/** The numbers of steps with given gradients and weights in place of the true ones. */
async function numbersOf(steps: Record<"gradient" | "before" | "after", Float32Array>[]): Promise<StepNumbers[]> {
  await useBackend("webgpu");
  const start = tf.memory().numTensors;
  const tensors = { parameters: tf.tensor1d(parameters), ...batchTensors(shape, batch) };
  const deviceSteps = new DeviceSteps(shape, steps.length);
  for (const step of steps) {
    deviceSteps.evaluate(tensors).dispose();
    const [gradient, before, after] = [step.gradient, step.before, step.after].map((values) => tf.tensor1d(values));
    deviceSteps.record({ gradient, before, after });
    tf.dispose([gradient, before, after]);
  }
  assert(deviceSteps.isFull);
  const numbers = await deviceSteps.read();
  assert(!deviceSteps.isFull);
  assertEquals(await deviceSteps.read(), []);
  deviceSteps.dispose();
  tf.dispose(tensors);
  assertEquals(tf.memory().numTensors, start);
  return numbers;
}

webgpuTest("gradient, loss and hits of a step are the op's, to the bit, and cost two dispatches", async () => {
  await useBackend("webgpu");
  const tensors = { parameters: tf.tensor1d(parameters), ...batchTensors(shape, batch) };
  const steps = new DeviceSteps(shape, 1), expected = await recurrentClassifier(shape, parameters, { batch });
  const seen = await watchingDevice(async () => {
    const gradient = steps.evaluate(tensors);
    assertEquals((await readBack([gradient]))[0], expected.gradient);
    gradient.dispose();
  });
  assertEquals([seen.dispatches, seen.own.length], [2, 2]);
  const { loss, right } = expected;
  assertEquals(await steps.totals(), { loss, right });
  const gradient = tf.tensor1d(expected.gradient);
  steps.record({ gradient, before: tensors.parameters, after: tensors.parameters });
  const [numbers] = await steps.read();
  assertEquals([numbers.loss, numbers.right, numbers.updateNorm], [loss, right, 0]);
  steps.dispose();
  tf.dispose([gradient, tensors]);
});

webgpuTest(
  "norms are those of float64 within 1e-6, from 1e-36 to 1e38, where float32 cannot hold a square",
  async () => {
    const scales = [1, 1e-36, 1e-20, 1e-10, 1e10, 1e20, 1e30, 1e38];
    const steps = scales.map((scale) => ({
      gradient: parameters.map((w) => w * scale),
      before: parameters.map((w) => w * scale / 2),
      after: parameters.map((w, i) => (w + i / 100) * scale / 2),
    }));
    for (const [i, numbers] of (await numbersOf(steps)).entries()) {
      const { gradient, before, after } = steps[i];
      const expected = [norm64(gradient), norm64(after.map((w, k) => w - before[k])), norm64(after)];
      [numbers.gradientNorm, numbers.updateNorm, numbers.weightNorm].forEach((value, k) =>
        assertLessOrEqual(Math.abs(value - expected[k]), 1e-6 * expected[k], `scale ${scales[i]}, norm ${k}`)
      );
    }
  },
);

/** Without the underflow and overflow that even float64 squares have. */
function norm64(values: Float32Array): number {
  const top = values.reduce((top, x) => Math.max(top, Math.abs(x)), 0);
  return top * norm(Float64Array.from(values, (x) => x / top));
}

webgpuTest("a norm is NaN if one number is not finite, wherever it stands; the others stay", async () => {
  const plain = { gradient: parameters, before: parameters, after: parameters.map((w) => w + 1) };
  const last = parameters.length - 1, steps = [];
  for (const value of [NaN, Infinity, -Infinity]) {
    for (const at of [0, 255, 256, last]) {
      steps.push({ ...plain, gradient: plain.gradient.with(at, value) });
      steps.push({ ...plain, after: plain.after.with(at, value) });
    }
  }
  const numbers = await numbersOf([plain, ...steps]), [whole] = numbers;
  for (const [i, { gradientNorm, updateNorm, weightNorm }] of numbers.slice(1).entries()) {
    const expected = i % 2 ? [whole.gradientNorm, NaN, NaN] : [NaN, whole.updateNorm, whole.weightNorm];
    assertEquals([gradientNorm, updateNorm, weightNorm], expected, `${i}`);
  }
});

webgpuTest("no gradient and no update have norms of 0", async () => {
  const [{ gradientNorm, updateNorm, weightNorm }] = await numbersOf([
    { gradient: parameters.map(() => 0), before: parameters, after: parameters },
  ]);
  assertEquals([gradientNorm, updateNorm], [0, 0]);
  assertLessOrEqual(Math.abs(weightNorm - norm(parameters)), 1e-6 * norm(parameters));
});
