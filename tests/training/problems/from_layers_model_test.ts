import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { InputError, parseTrainingConfig } from "../../../src/core/mod.ts";
import { makeDataset } from "../../../src/data/mod.ts";
import { useBackend } from "../../../src/kernels/mod.ts";
import { fromLayersModel, type LayersLoss, type LayersModel, train } from "../../../src/training/mod.ts";
import { assertTrueGradient } from "./_slopes.ts";

const SMALL = { samples: 6, length: 3, classes: 2 }, SGD = { kind: "sgd", learningRate: { absolute: 0.1 } };
const DATA = makeDataset(parseTrainingConfig({ data: SMALL, optimizer: SGD }).data);
const dense = (units: number, options: object = {}) => tf.layers.dense({ units, ...options });
const sequence = (...layers: tf.layers.Layer[]) => tf.sequential({ layers });
const lstm = () => sequence(tf.layers.lstm({ units: 3, inputShape: [3, 1] }), dense(2, { activation: "softmax" }));
/** One number in, one out, without bias: predictions are w x. */
const line = () => sequence(dense(1, { inputShape: [1], useBias: false }));
const FULL = { seed: 1, batchSize: "full" } as const;
const CONFIG = parseTrainingConfig({
  problem: "own" as const,
  name: "lstm",
  steps: 30,
  batchSize: 4,
  optimizer: { kind: "adam", learningRate: { absolute: 0.05 } },
});

Deno.test("a model with an LSTM layer: its weights, block by block, and the gradient is the slope of the loss", async () => {
  await useBackend("cpu");
  const problem = await fromLayersModel(lstm, { loss: "categoricalCrossentropy", data: DATA })(FULL);
  assertEquals(problem.layout.map(({ shape }) => shape), [[1, 12], [3, 12], [12], [3, 2], [2]]);
  assertEquals(problem.initial.length, 12 + 36 + 12 + 6 + 2);
  await assertTrueGradient(problem, { bound: 1e-2 });
  problem.dispose!();
});

Deno.test("on cpu and wasm it trains to the bit, in batches, learns, and leaves no tensor", async () => {
  for (const backend of ["cpu", "wasm"] as const) {
    await useBackend(backend);
    const before = tf.memory().numTensors,
      problem = fromLayersModel(lstm, { loss: "categoricalCrossentropy", data: DATA });
    const trace = await train(CONFIG, { backend, problem });
    assertEquals(await train(CONFIG, { backend, problem }), trace);
    assertEquals([trace.leaked, tf.memory().numTensors], [{ bySteps: 0, afterwards: 0 }, before]);
    assertEquals([trace.kernel, trace.epochs.length, trace.accuracy.at(-1)], ["own", 15, 1]);
    assert(trace.loss.at(-1)! < 0.7 * trace.loss[0]);
  }
});

Deno.test("initial weights come from the seed, and Math.random is as it was", async () => {
  await useBackend("cpu");
  const random = Math.random, make = fromLayersModel(lstm, { loss: "categoricalCrossentropy", data: DATA });
  const initial: number[][] = [];
  for (const seed of [1, 1, 2]) {
    const problem = await make({ seed, batchSize: "full" });
    problem.dispose!();
    initial.push([...problem.initial]);
  }
  const [a, b, c] = initial;
  assertEquals(a, b);
  assert(a.join() !== c.join());
  const failing = fromLayersModel(() => {
    throw new RangeError("no model");
  }, { loss: "meanSquaredError", data: DATA });
  await assertRejects(async () => await failing(FULL), RangeError);
  assertEquals(Math.random, random);
});

Deno.test("batches are reshuffled every epoch, by the seed; each sample is there once", async () => {
  await useBackend("cpu");
  const inputs = [[1], [2], [3], [4], [5]],
    make = fromLayersModel(line, { loss: "meanSquaredError", data: { inputs, labels: inputs } });
  const batches = async (seed: number) => {
    const problem = await make({ seed, batchSize: 2 });
    assertEquals(problem.batchesPerEpoch, 3);
    const of = (step: number) => [...(problem.batchAt(step) as unknown as { inputs: Float32Array }).inputs];
    problem.dispose!();
    return [0, 1, 2, 3, 4, 5].map(of);
  };
  const [first, again, other] = [await batches(1), await batches(1), await batches(2)];
  assertEquals(first, again);
  assert(first.join() !== other.join() && first.slice(0, 3).join() !== first.slice(3).join());
  for (const epoch of [first.slice(0, 3), first.slice(3)]) assertEquals(epoch.flat().sort(), [1, 2, 3, 4, 5]);
});

Deno.test("losses by name and by function, and what is right", async () => {
  await useBackend("cpu");
  const inputs = [[1], [3]], labels = [[1], [0]];
  const value = async (
    loss: LayersLoss | ((y: tf.Tensor, p: tf.Tensor) => tf.Tensor),
    make: () => LayersModel = line,
  ) => {
    const problem = await fromLayersModel(make, { loss, data: { inputs, labels } })(FULL);
    const { loss: found, right } = await problem.evaluate(problem.initial.fill(0.5), problem.full);
    problem.dispose!();
    return [found, right];
  };
  assertEquals(await value("meanSquaredError"), [(0.25 + 2.25) / 2, NaN]);
  assertEquals(await value("meanAbsoluteError"), [(0.5 + 1.5) / 2, NaN]);
  assertEquals(await value((y, p) => tf.sub(p, y).abs().sum()), [2, NaN]);
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  const [binary, right] = await value(
    "binaryCrossentropy",
    () => sequence(dense(1, { inputShape: [1], useBias: false, activation: "sigmoid" })),
  );
  assertAlmostEquals(binary, -(Math.log(sigmoid(0.5)) + Math.log(1 - sigmoid(1.5))) / 2, 1e-6);
  assertEquals(right, 1);
  const sides = { inputs: [[1], [-3]], labels };
  const both = await fromLayersModel(
    () => sequence(dense(1, { inputShape: [1], useBias: false, activation: "sigmoid" })),
    {
      loss: "binaryCrossentropy",
      data: sides,
    },
  )(FULL);
  assertEquals((await both.evaluate(both.initial.fill(0.5), both.full)).right, 2);
  both.dispose!();
  // Equal weights: both classes are alike, so the first is taken.
  const two = () => sequence(dense(2, { inputShape: [1], useBias: false, activation: "softmax" }));
  const [sparse, hits] = await value("sparseCategoricalCrossentropy", two);
  assertAlmostEquals(sparse, Math.LN2, 1e-6);
  assertEquals(hits, 1);
});

Deno.test("a prediction that is not finite makes the loss so, where clipping would swallow it", async () => {
  for (const backend of ["cpu", "wasm"] as const) {
    await useBackend(backend);
    const problem = await fromLayersModel(lstm, { loss: "categoricalCrossentropy", data: DATA })(FULL);
    assertEquals((await problem.evaluate(problem.initial.map(() => NaN), problem.full, { gradient: false })).loss, NaN);
    problem.dispose!();
  }
});

Deno.test("what cannot be repeated, or is not one input and one output, is refused by name", async () => {
  await useBackend("cpu");
  const first = { inputShape: [3, 1] }, flat = () => tf.layers.flatten(first);
  const input = tf.input({ shape: [3, 1] }), out = tf.layers.flatten().apply(input) as tf.SymbolicTensor;
  const repeat = "problem: must be made of layers whose loss depends on weights and batch alone: ";
  const cases: [() => unknown, string][] = [
    [() => sequence(flat(), tf.layers.dropout({ rate: 0.5, name: "drop" }), dense(2)), `${repeat}drop has Dropout`],
    [
      () => sequence(tf.layers.lstm({ units: 2, dropout: 0.1, name: "cell", ...first })),
      `${repeat}cell has dropout 0.1`,
    ],
    [
      () =>
        sequence(
          tf.layers.bidirectional({
            layer: tf.layers.gru({ units: 2, recurrentDropout: 0.2 }) as tf.RNN,
            mergeMode: "concat",
            name: "both",
            ...first,
          }),
        ),
      `${repeat}both has recurrentDropout 0.2`,
    ],
    [
      () => sequence(flat(), tf.layers.batchNormalization({ name: "norm" }), dense(2)),
      `${repeat}norm has BatchNormalization`,
    ],
    [
      () => tf.model({ inputs: input, outputs: [out, input] }),
      "problem: must be made of a model with one output and one input",
    ],
    [() => sequence(flat()), "problem: must be made of a model that has weights to train"],
    [() => Promise.resolve(lstm()), "problem: must be made of a tf.LayersModel, by a function that is not async"],
  ];
  for (const [make, fault] of cases) {
    const problem = fromLayersModel(make as () => LayersModel, { loss: "meanSquaredError", data: DATA });
    const { message } = await assertRejects(async () => await problem(FULL), InputError);
    assert(message.startsWith(fault), message);
  }
});

Deno.test("data and losses that do not fit are refused", async () => {
  await useBackend("cpu");
  const fault = async (data: { inputs: number[][]; labels: number[][] }) => {
    const make = fromLayersModel(line, { loss: "meanSquaredError", data });
    return (await assertRejects(async () => await make(FULL), InputError)).message;
  };
  assertEquals(
    await fault({ inputs: [[1]], labels: [] }),
    "data: must have as many inputs as labels, one at least: there are 1 and 0",
  );
  assertEquals(
    await fault({ inputs: [[1], [2, 3]], labels: [[1], [2]] }),
    "data.inputs: must be numbers in lists of equal lengths, [2,1] by the first of each",
  );
  const data = { inputs: [[1]], labels: [[1]] };
  const problem = await fromLayersModel(line, { loss: "meanSquared" as LayersLoss, data })(FULL);
  const { message } = await assertRejects(() => problem.evaluate(problem.initial, problem.full), InputError);
  assert(message.startsWith("loss: must be a function or one of categoricalCrossentropy, "), message);
  problem.dispose!();
});
