import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import {
  measured,
  OPTIMIZER_KINDS,
  parseTrainingConfig,
  type QuantityRequest,
  type TrainingConfig,
} from "../../../src/core/mod.ts";
import { fromFunction, train } from "../../../src/training/mod.ts";
import { smallConfig } from "../_configs.ts";

const CURVATURES: QuantityRequest[] = [
  "sharpness",
  "preconditioned-sharpness",
  "stability-ratio",
  "curvature-along-gradient",
  "curvature-along-step",
].map((name) => ({ name: name as "sharpness", every: 3 }));

function quadratic(optimizer: object, { largest = 4, steps = 9 } = {}): TrainingConfig {
  return parseTrainingConfig<unknown>({
    problem: "quadratic",
    quadratic: { dimension: 5, largest, condition: 10 },
    optimizer: { learningRate: { absolute: 0.1 }, ...optimizer },
    steps,
  });
}

Deno.test("measuring leaves the trace bit-equal and no tensor, for every optimizer, mini-batches too", async () => {
  for (const kind of OPTIMIZER_KINDS) {
    for (const batchSize of ["full", 4] as const) {
      const config = smallConfig({ optimizer: { kind, learningRate: { absolute: 0.01 } }, batchSize });
      const plain = await train(config, { backend: "wasm" });
      const { measurements, ...rest } = await train(config, { backend: "wasm", quantities: CURVATURES });
      assertEquals({ ...rest, measurements: [] }, plain);
      assertEquals(rest.leaked, { bySteps: 0, afterwards: 0 });
      const steps = (name: string) => measurements.filter(({ quantity }) => quantity === name).map(({ step }) => step);
      assertEquals(steps("sharpness"), [0, 3, 6, 9, 12]);
      assertEquals(steps("stability-ratio"), [0, 3, 6, 9, 12]);
      assertEquals(steps("curvature-along-gradient"), [0, 3, 6, 9]);
      assertEquals(steps("curvature-along-step"), [0, 3, 6, 9]);
    }
  }
});

Deno.test("by default a curvature is measured at each fiftieth step", async () => {
  const trace = await train(quadratic({ kind: "sgd" }, { steps: 120 }), { backend: "cpu", quantities: ["sharpness"] });
  assertEquals(trace.measurements.map(({ step }) => step), [0, 50, 100]);
});

Deno.test("on a quadratic: both ends of the spectrum, pi = rate x curvature / bound, all along the run", async () => {
  const trace = await train(quadratic({ kind: "momentum" }), { backend: "wasm", quantities: CURVATURES });
  for (const { values: [largest, smallest, up, down] } of measured(trace, "sharpness")) {
    assertAlmostEquals(largest, 4, 1e-3);
    assertAlmostEquals(smallest, 0.4, 1e-3);
    assert(up < 0.01 && down < 0.01);
  }
  for (const { values: [pi, lambda, bound, residual, evaluations] } of measured(trace, "stability-ratio")) {
    assertAlmostEquals(pi, 0.1 * 4 / 3.8, 1e-4);
    assertAlmostEquals(lambda, 4, 1e-3);
    assertAlmostEquals(bound, 3.8, 1e-9);
    assert(residual < 0.01 && evaluations <= 10);
  }
  for (const { values: [curvature] } of measured(trace, "curvature-along-gradient")) {
    assert(curvature > 0.4 && curvature < 4.001, `${curvature}`);
  }
});

Deno.test("along a step of gradient descent on a quadratic the mean is the curvature along the gradient, which tells the fall", async () => {
  for (const rate of [0.1, 0.45, 0.6]) {
    const config = quadratic({ kind: "sgd", learningRate: { absolute: rate } });
    const trace = await train(config, { backend: "wasm", quantities: CURVATURES });
    const along = measured(trace, "curvature-along-step"), gradient = measured(trace, "curvature-along-gradient");
    along.forEach(({ step, values: [mean, largest, rounding] }, i) => {
      assertAlmostEquals(mean / gradient[i].values[0], 1, 2e-3);
      assertAlmostEquals(largest, mean, 0.01 * mean);
      assertEquals(rounding, 0);
      const { loss, gradientNorm } = trace, predicted = -rate * gradientNorm[step] ** 2 * (1 - rate * mean / 2);
      assertAlmostEquals((loss[step + 1] - loss[step]) / Math.abs(predicted), Math.sign(predicted), 0.01);
    });
  }
});

Deno.test("where the curvature changes along the step, its mean with weight 2 (1 - s) is what tells the change of the loss", async () => {
  const quartic = () => fromFunction({ start: [1], loss: (x) => tf.square(tf.square(x)) });
  const optimizer = { kind: "sgd", learningRate: { absolute: 0.05 } };
  const config = parseTrainingConfig({ problem: "own" as const, name: "quartic", steps: 3, optimizer });
  const trace = await train(config, { backend: "cpu", problem: quartic, quantities: ["curvature-along-step"] });
  for (const { step, values: [mean, , rounding] } of measured(trace, "curvature-along-step").slice(0, 2)) {
    const { loss, gradientNorm } = trace;
    // Its float64 loss is not known: a millionth of both ends.
    assertAlmostEquals(rounding / (loss[step] + loss[step + 1]), 2 ** -20, 1e-12);
    const change = -0.05 * gradientNorm[step] ** 2 * (1 - 0.05 * mean / 2);
    assertAlmostEquals((loss[step + 1] - loss[step]) / change, 1, 1e-3);
  }
});

Deno.test("Adam has no ratio before its first update; after it, pi is rate x preconditioned sharpness / 38", async () => {
  const trace = await train(quadratic({ kind: "adam" }), { backend: "wasm", quantities: CURVATURES });
  const [first, ...others] = measured(trace, "stability-ratio");
  assertEquals(first.values, [NaN, NaN, NaN, NaN, 0]);
  const sharpness = measured(trace, "preconditioned-sharpness").slice(1);
  others.forEach(({ values: [pi, lambda] }, i) => {
    assertAlmostEquals(lambda / sharpness[i].values[0], 1, 1e-9);
    assertAlmostEquals(pi, 0.1 * lambda / 38, 1e-9);
  });
});

Deno.test("a classifier's rounding along a step is that of its float32 loss", async () => {
  const trace = await train(smallConfig(), { backend: "wasm", quantities: CURVATURES });
  const roundings = measured(trace, "curvature-along-step").map(({ values }) => values[2]);
  assert(roundings.some((value) => value > 0));
  roundings.forEach((value) => assertLess(value, 1e-6));
});

Deno.test("a step that moves nothing has no curvature along it", async () => {
  const still = quadratic({ kind: "sgd", learningRate: { absolute: 1e-30 } });
  const trace = await train(still, { backend: "wasm", quantities: ["curvature-along-step"] });
  assertEquals(
    measured(trace, "curvature-along-step").map(({ values }) => values),
    Array(9).fill([NaN, NaN, NaN, NaN]),
  );
});
