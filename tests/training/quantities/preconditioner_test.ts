import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { useBackend } from "../../../src/kernels/mod.ts";
import { linearDynamics, type Optimizer } from "../../../src/optimizers/mod.ts";
import { quadraticProblem } from "../../../src/training/problems/quadratic.ts";
import { preconditioner } from "../../../src/training/quantities/preconditioner.ts";
import { parseTrainingConfig } from "../../../src/core/mod.ts";

const UNKNOWN = [NaN, NaN, NaN, NaN, NaN];

function quantiles(optimizer: Optimizer): Promise<number[]> | number[] {
  const sgd = { kind: "sgd", learningRate: { absolute: 0.1 } };
  const problem = quadraticProblem(parseTrainingConfig({ problem: "quadratic" as const, optimizer: sgd }));
  return preconditioner.measure({ step: 1, steps: 2, problem, optimizer, weights: problem.initial });
}

/** One update of two variables with the gradients 11, 10 .. 1. */
function update(optimizer: Optimizer): void {
  const variables = [tf.variable(tf.zeros([2, 4])), tf.variable(tf.zeros([3]))];
  const gradients = [tf.tensor2d([11, 10, 9, 8, 7, 6, 5, 4], [2, 4]), tf.tensor1d([3, 2, 1])];
  optimizer.applyGradients(variables.map(({ name }, i) => ({ name, tensor: gradients[i] })));
  tf.dispose([...variables, ...gradients]);
}

Deno.test("Adam after one update: quantiles of (1 - beta1)(|g| + eps) over all variables", async () => {
  await useBackend("wasm");
  const adam = tf.train.adam(0.1, 0.5, 0.75, 1), seen = () => quantiles(adam);
  assertEquals(await seen(), UNKNOWN);
  update(adam);
  // .5 (|g| + 1) of g = 1, 2, 6, 10, 11.
  (await seen()).forEach((value, i) => assertAlmostEquals(value, [1, 1.5, 3.5, 5.5, 6][i], 1e-5));
  adam.dispose();
});

Deno.test("they are those of linearDynamics, least and largest among them", async () => {
  await useBackend("wasm");
  for (
    const optimizer of [tf.train.adagrad(0.1), tf.train.rmsprop(0.1), tf.train.adamax(0.1), tf.train.adadelta(0.1)]
  ) {
    update(optimizer);
    const diagonal = Array.from((await linearDynamics(optimizer))!.preconditioner!).sort((a, b) => a - b);
    assertEquals(await quantiles(optimizer), [0, 1, 5, 9, 10].map((i) => diagonal[i]));
    optimizer.dispose();
  }
});

Deno.test("1 without a preconditioner; NaN of what is no optimizer of tf.train or of ours", async () => {
  assertEquals(await quantiles(tf.train.sgd(0.1)), [1, 1, 1, 1, 1]);
  assertEquals(await quantiles({ applyGradients: () => {} } as unknown as Optimizer), UNKNOWN);
});
