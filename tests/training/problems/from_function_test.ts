import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertLess, assertRejects, assertThrows } from "@std/assert";
import { InputError, parseTrainingConfig } from "../../../src/core/mod.ts";
import { useBackend } from "../../../src/kernels/mod.ts";
import { fromFunction, train } from "../../../src/training/mod.ts";
import { assertTrueGradient } from "./_slopes.ts";

const rosenbrock = () =>
  fromFunction({
    start: [-1, 1.5],
    loss: (x, y) => tf.add(tf.square(tf.sub(1, x)), tf.mul(100, tf.square(tf.sub(y, tf.square(x))))),
  });
const CONFIG = parseTrainingConfig({
  problem: "own" as const,
  name: "rosenbrock",
  steps: 400,
  optimizer: { kind: "adam", learningRate: { absolute: 0.05 } },
});

Deno.test("a function of scalars: its loss, and its gradient is the slope of it", async () => {
  await useBackend("cpu");
  const problem = rosenbrock(), { loss } = await problem.evaluate(problem.initial, problem.full);
  assertAlmostEquals(loss, 4 + 100 * 0.25, 1e-4);
  await assertTrueGradient(problem, { bound: 1e-3 });
});

Deno.test("variables of any shape keep it", async () => {
  await useBackend("cpu");
  const shapes: number[][] = [];
  const problem = fromFunction({
    start: [[[1, 2, 3], [4, 5, 6]], [7, 8]],
    loss: (a, b) => {
      shapes.push(a.shape, b.shape);
      return tf.add(tf.sum(tf.square(a)), tf.sum(b));
    },
  });
  const { gradient } = await problem.evaluate(problem.initial, problem.full);
  assertEquals([...gradient], [2, 4, 6, 8, 10, 12, 1, 1]);
  assertEquals(shapes, [[2, 3], [2]]);
});

Deno.test("it trains like any problem, to the bit, and leaves no tensor", async () => {
  const before = tf.memory().numTensors, trace = await train(CONFIG, { backend: "wasm", problem: rosenbrock });
  assertLess(trace.loss.at(-1)!, 0.1 * trace.loss[0]);
  assertEquals(trace, await train(CONFIG, { backend: "wasm", problem: rosenbrock }));
  assertEquals([trace.kernel, trace.leaked, tf.memory().numTensors], ["own", { bySteps: 0, afterwards: 0 }, before]);
});

Deno.test("what is missing or wrong is named", async () => {
  const missing = await assertRejects(() => train(CONFIG, { backend: "cpu" }), InputError);
  assertEquals(
    missing.message,
    'problem: must come with the problem that it names, "rosenbrock": pass --problem=FILE#EXPORT, or the option `problem` ' +
      "to a function",
  );
  assertThrows(() => fromFunction({ start: [], loss: () => tf.scalar(0) }), InputError, "start: must hold");
  const ragged = () => fromFunction({ start: [[[1, 2], [3]]], loss: () => tf.scalar(0) });
  assertThrows(ragged, InputError, "start: must be numbers in lists of equal lengths, [2,2] by the first of each");
  const wide = fromFunction({ start: [[1, 2]], loss: (x) => tf.square(x) });
  await assertRejects(() => wide.evaluate(wide.initial, wide.full), InputError, "loss: must give a scalar");
});
