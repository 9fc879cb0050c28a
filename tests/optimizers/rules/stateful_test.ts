import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { InputError } from "../../../src/core/mod.ts";
import { AdamW, AmsGrad } from "../../../src/optimizers/mod.ts";
import { descend, use, variableOf } from "../_support.ts";

const scalar = (value: number) => tf.tensor1d([value]);

Deno.test("weights are saved by variable and part, all variables of a part after each other", async () => {
  await use("cpu");
  const optimizer = new AmsGrad(1, { beta1: 0.5, beta2: 0.75 }),
    [a, b] = [variableOf([0]), variableOf([0])],
    two = scalar(2);
  optimizer.applyGradients([{ name: a.name, tensor: two }, { name: b.name, tensor: two }]);
  const [count, ...rest] = await optimizer.getWeights();
  assertEquals([count.name, count.tensor.dataSync()[0]], ["iter", 1]);
  const expected = ["m", "v", "w"].flatMap((part) => [a, b].map(({ name }) => `${name}/${part}`));
  assertEquals(rest.map(({ name }) => name), expected);
  assertEquals(rest.map(({ tensor }) => tensor.dataSync()[0]), [1, 1, 1, 1, 1, 1]);
  count.tensor.dispose();
  optimizer.dispose();
  tf.dispose([a, b, two]);
});

Deno.test("restored in another order, and into itself, each variable has its own, and no tensor is left", async () => {
  await use("cpu");
  const before = tf.memory().numTensors, [a, b] = [variableOf([0]), variableOf([0])], [g, h] = [scalar(1), scalar(-5)];
  const first = new AdamW(1), second = new AdamW(1);
  first.applyGradients([{ name: a.name, tensor: g }, { name: b.name, tensor: h }]);
  const counts: tf.Tensor[] = [],
    weightsOf = async (optimizer: AdamW) => {
      const weights = await optimizer.getWeights();
      counts.push(weights[0].tensor as tf.Tensor);
      return weights;
    };
  const [count, ...rest] = await weightsOf(first);
  await second.setWeights([count, ...rest.toReversed()]);
  await second.setWeights(await weightsOf(second));
  const named = async (optimizer: AdamW) =>
    (await weightsOf(optimizer)).slice(1).map(({ name, tensor }) => `${name} ${tensor.dataSync()}`).sort();
  assertEquals(await named(second), await named(first));
  assertEquals(second.iterations, 1);
  first.dispose();
  second.dispose();
  tf.dispose([a, b, g, h, ...counts]);
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("what is not its state is refused", async () => {
  await use("cpu");
  const optimizer = new AdamW(1), count = { name: "iter", tensor: tf.scalar(1, "int32") }, one = scalar(1);
  const restore = (names: string[]) => optimizer.setWeights([count, ...names.map((name) => ({ name, tensor: one }))]);
  await assertRejects(() => restore(["x/m", "x/u"]), InputError, "weights: must be named VARIABLE/m|v: there is x/u");
  await assertRejects(() => restore(["x/m"]), InputError, "weights: must have all parts of x: there is no x/v");
  await assertRejects(() => restore(["m", "v"].map((part) => `x/${part}`).concat("y/v")), InputError, "no y/m");
  tf.dispose([count.tensor, one]);
});

Deno.test("a variable that is not there is refused; a namesake of another shape begins anew", async () => {
  await use("cpu");
  const optimizer = new AdamW(1), one = scalar(1), two = tf.tensor1d([1, 1]);
  assertThrows(
    () => optimizer.applyGradients({ nowhere: one }),
    InputError,
    "gradients: must name variables that are there: there is no nowhere",
  );
  const narrow = tf.tidy(() => tf.variable(tf.zeros([1]), true, "namesake"));
  optimizer.applyGradients([{ name: "namesake", tensor: one }]);
  narrow.dispose();
  const wide = tf.tidy(() => tf.variable(tf.zeros([2]), true, "namesake")), before = tf.memory().numTensors;
  optimizer.applyGradients([{ name: "namesake", tensor: two }]);
  assertEquals(tf.memory().numTensors, before);
  optimizer.dispose();
  tf.dispose([wide, one, two]);
});

Deno.test("numbers that are left out are those of tf.train; the config makes the same optimizer", async () => {
  await use("cpu");
  const optimizer = new AdamW(0.5, { beta1: 0.25 });
  const config = { learningRate: 0.5, beta1: 0.25, beta2: 0.999, epsilon: 1e-7, weightDecay: 0.01 };
  assertEquals(optimizer.getConfig() as unknown, config);
  const again = AdamW.fromConfig(
    AdamW as unknown as Parameters<typeof AdamW.fromConfig>[0],
    optimizer.getConfig(),
  ) as AdamW;
  assertEquals([again.getClassName(), again.getConfig() as unknown], ["AdamW", config]);
});

Deno.test("without its decay AdamW is Adam, without a gradient it only decays", async () => {
  await use("cpu");
  const [[plain]] = descend(new AdamW(0.5, { weightDecay: 0 }), { start: [4], gradients: [[3]] });
  assert(Math.abs(plain - 3.5) < 1e-6);
  assertEquals([...descend(new AdamW(0.5, { weightDecay: 0.25 }), { start: [4], gradients: [[0]] })[0]], [3.5]);
});
