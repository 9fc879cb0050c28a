import { assert, assertAlmostEquals, assertEquals, assertLessOrEqual, assertNotEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import {
  CELLS,
  defaultRule,
  distance,
  type EpochMeans,
  mean,
  nominalBound,
  norm,
  OPTIMIZER_KINDS,
  traceDigest,
  type TrainingTrace,
} from "../../src/core/mod.ts";
import { classifierProblem } from "../../src/training/problems/classifier.ts";
import { train } from "../../src/training/mod.ts";
import { webgpuTest } from "../_webgpu.ts";
import { smallConfig } from "./_configs.ts";

const SERIES = ["loss", "accuracy", "gradientNorm", "updateNorm", "weightNorm"] as const;
const seriesOf = (trace: TrainingTrace) => SERIES.map((name) => trace[name]);

/** Gradient descent again, in float32 by hand. */
async function byHand(config: ReturnType<typeof smallConfig>, rate: number): Promise<number[][]> {
  const problem = classifierProblem(config), series: number[][] = SERIES.map(() => []);
  let weights = problem.initial;
  for (let step = 0; step < config.steps; step++) {
    const batch = problem.batchAt(step), { loss, right, gradient } = await problem.evaluate(weights, batch);
    const next = weights.map((w, i) => w + Math.fround(Math.fround(-rate) * gradient[i]));
    const entry = [loss, right / batch.size, norm(gradient), distance(next, weights), norm(next)];
    entry.forEach((value, i) => series[i].push(value));
    weights = next;
  }
  return series;
}

for (const batchSize of ["full", 4] as const) {
  Deno.test(`batch size ${batchSize}: the series are those of gradient descent by hand, to the bit`, async () => {
    const config = smallConfig({ batchSize }), trace = await train(config, { backend: "cpu" });
    assertEquals(seriesOf(trace), await byHand(config, 0.3));
    assertEquals(trace.ending, { kind: "completed" });
    assertEquals([trace.backend, trace.kernel, trace.measurements], [{ name: "cpu" }, "fused", []]);
  });
}

/** Without epsilon: the centred RMSprop of tfjs subtracts it under its root, which may make that negative. */
const NUMBERS: Record<string, object> = { "rmsprop-centered": { epsilon: 0 } };

for (const kind of OPTIMIZER_KINDS) {
  Deno.test(`${kind}: runs on cpu and wasm with the same bits, repeats them, and leaves no tensor`, async () => {
    const optimizer = { kind, learningRate: { timesBound: 0.3 }, ...NUMBERS[kind] };
    const config = smallConfig({ optimizer, batchSize: 4, model: { cell: "gru" } });
    const digests = [];
    for (const backend of ["cpu", "wasm", "cpu"] as const) {
      const before = tf.memory().numTensors, trace = await train(config, { backend });
      assertEquals(trace.ending, { kind: "completed" });
      assertEquals(trace.backend, { name: backend });
      assertEquals(trace.leaked, { bySteps: 0, afterwards: 0 });
      if (backend === "cpu") assertEquals(tf.memory().numTensors, before);
      assert(trace.updateNorm.every((change) => change > 0));
      digests.push(await traceDigest(trace));
    }
    assertEquals(new Set(digests).size, 1);
  });
}

Deno.test("a multiple of the bound and the absolute rate that it stands for give the same bits", async () => {
  const run = async (learningRate: object) =>
    await traceDigest(await train(smallConfig({ optimizer: { kind: "momentum", learningRate } }), { backend: "cpu" }));
  const bound = nominalBound(defaultRule("momentum"));
  assertEquals(await run({ timesBound: 0.5 }), await run({ absolute: 0.5 * bound }));
  assertNotEquals(await run({ timesBound: 0.5 }), await run({ absolute: 0.5 }));
});

Deno.test("clipping and schedule act: no update is longer than rate x max, and it shrinks with the rate", async () => {
  const optimizer = {
    kind: "sgd",
    learningRate: { absolute: 0.5 },
    clip: { kind: "global-norm", max: 0.01 },
    schedule: { kind: "step", every: 6, factor: 0.1 },
  };
  const { updateNorm, gradientNorm } = await train(smallConfig({ optimizer }), { backend: "cpu" });
  assert(gradientNorm.every((size) => size > 0.01));
  updateNorm.forEach((change, step) => assertAlmostEquals(change, step < 6 ? 0.005 : 0.0005, 1e-6));
});

Deno.test("another seed, another order of samples and another loss give other bits", async () => {
  const configs = [
    {},
    { seed: 2 },
    { batchSize: 4 },
    { batchSize: 4, seed: 2 },
    { batchSize: 4, data: { permutation: 1 } },
    { data: { seed: 2 } },
    { loss: { kind: "tf-losses" } },
    { model: { forgetBias: 1, recurrentInit: { kind: "orthogonal" } } },
  ];
  const digests = new Set<string>();
  for (const fields of configs) digests.add(await traceDigest(await train(smallConfig(fields), { backend: "cpu" })));
  assertEquals(digests.size, configs.length);
});

Deno.test("epochs: means over the batches of each pass; the last may be a part of one", async () => {
  const { epochs, loss, accuracy } = await train(smallConfig({ batchSize: 4, steps: 8 }), { backend: "cpu" });
  const expected = [[0, 3], [3, 6], [6, 8]].map(([from, to]): EpochMeans => ({
    loss: mean(loss.slice(from, to)),
    accuracy: mean(accuracy.slice(from, to)),
  }));
  assertEquals(epochs, expected);
  const full = await train(smallConfig({ steps: 5 }), { backend: "cpu" });
  assertEquals(full.epochs.map((epoch) => epoch.loss), full.loss);
});

Deno.test("onStep: after each step with the number of steps done and the trace so far", async () => {
  const seen: number[][] = [];
  await train(smallConfig({ steps: 4 }), {
    backend: "cpu",
    onStep: (done, trace) => seen.push([done, ...seriesOf(trace as TrainingTrace).map((series) => series.length)]),
  });
  assertEquals(seen, [1, 2, 3, 4].map((done) => Array(6).fill(done)));
});

for (const cell of CELLS) {
  Deno.test(`${cell}: learns two waveforms: the loss falls to a tenth and every sample is right`, async () => {
    const data = { samples: 8, length: 8, features: 1, classes: 2, noise: 0 };
    const optimizer = { kind: "adam", learningRate: { absolute: 0.05 } };
    const { loss, accuracy } = await train(smallConfig({ data, optimizer, steps: 120, model: { cell } }), {
      backend: "cpu",
    });
    assertLessOrEqual(loss.at(-1)!, 0.1 * loss[0]);
    assertEquals(accuracy.at(-1), 1);
  });
}

webgpuTest("webgpu: the first steps are those of cpu within 1e-4, with no tensor left", async () => {
  const config = smallConfig({
    steps: 3,
    data: { length: 2, samples: 4 },
    optimizer: { kind: "adam", learningRate: { absolute: 0.05 } },
  });
  const trace = await train(config, { backend: "webgpu", quantities: ["evaluation", "final-weights"] });
  assertEquals([trace.backend.name, trace.kernel], ["webgpu", "fused"]);
  assertEquals(trace.leaked, { bySteps: 0, afterwards: 0 });
  const own = await train(config, { backend: "cpu", quantities: ["evaluation", "final-weights"] });
  assertEquals(trace.accuracy, own.accuracy);
  for (const name of SERIES) trace[name].forEach((value, step) => assertAlmostEquals(value, own[name][step], 1e-4));
});
