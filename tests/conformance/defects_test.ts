import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { KNOWN_DEFECTS, knownBreach } from "../../src/conformance/mod.ts";
import { useBackend } from "../../src/kernels/mod.ts";
import { type Optimizer, oracleOf } from "../../src/optimizers/mod.ts";

/** What tfjs 4.22 does, and why it is wrong: a test that fails tells that tfjs was mended, or has changed otherwise. */
const PINNED: Record<string, () => void | Promise<void>> = {
  "centered-epsilon": () => {
    // The first variance is (.1 - .01) g^2; tf.train takes epsilon from it: negative for |g| < sqrt(1e-7 / .09) = 1.054e-3.
    const make = () => tf.train.rmsprop(1, 0.9, 0, 1e-7, true);
    assertEquals(path(make(), [[1.05e-3, 0]]), [[NaN, NaN]]);
    const [[large]] = path(make(), [[1.06e-3]]), right = oracleOf({ kind: "rmsprop-centered", ...RMSPROP });
    assert(Number.isFinite(large));
    assertAlmostEquals(
      right.step([1.05e-3, 0], { rate: 1 })[0],
      1.05e-3 / Math.sqrt(0.09 * 1.05e-3 ** 2 + 1e-7),
      1e-12,
    );
  },
  "adadelta-last-mean": () => {
    // Zeiler's first update is sqrt(eps) / sqrt((1 - rho) g^2 + eps) g; tf.train's is sqrt(eps) / sqrt(eps) g, g itself.
    const gradients = [[1], [-3], [0.25], [1e4]];
    const seen = path(tf.train.adadelta(1, 0.95, 1e-6), gradients), descent = path(tf.train.sgd(1), gradients);
    seen.forEach(([w], t) => assertAlmostEquals(w / descent[t][0], 1, 1e-6));
    assertAlmostEquals(
      oracleOf({ kind: "adadelta", rho: 0.95, epsilon: 1e-6 }).step([1], { rate: 1 })[0],
      4.47e-3,
      1e-5,
    );
  },
  "adam-correction": () => {
    // The first step of Adam is rate g / (|g| + eps). In float32 .999 is .99900001, and 1 minus that 1.3e-5 too small.
    const first = (beta2: number) => -path(tf.train.adam(1, 0.9, beta2, 1e-7), [[1]])[0][0];
    assertAlmostEquals(1 - first(0.999), 7e-6, 5e-7);
    assertAlmostEquals(first(0.9999999), 1.092, 1e-3);
    assertEquals(first(0.99999999), 0);
    // Apart from that it is Kingma & Ba's: of betas that float32 has, to 1e-6.
    const rule = { kind: "adam", beta1: 0.5, beta2: 0.75, epsilon: 0.02 } as const, oracle = oracleOf(rule);
    const gradients = [[1], [-0.3], [0.01]], seen = path(tf.train.adam(1, 0.5, 0.75, 0.02), gradients);
    let w = 0;
    gradients.forEach((g, t) => assertAlmostEquals(seen[t][0], w -= oracle.step(g, { rate: 1 })[0], 1e-6));
  },
  "state-by-place": () => {
    // Given alone in the second step, b has no velocity of its own and no gradient: it should rest.
    const optimizer = tf.train.momentum(1, 0.5), [a, b] = [variable(0), variable(0)], zero = tf.tensor1d([0]);
    const one = tf.tensor1d([1]);
    optimizer.applyGradients([{ name: a.name, tensor: one }, { name: b.name, tensor: zero }]);
    optimizer.applyGradients([{ name: b.name, tensor: zero }]);
    assertEquals([...b.dataSync()], [-0.5]);
    // Worse where shapes differ: the first variable's state does not fit the second.
    const wide = tf.tidy(() => tf.variable(tf.zeros([3]))), three = tf.zeros([3]);
    assertThrows(() => optimizer.applyGradients([{ name: wide.name, tensor: three }]), Error, "shape");
    tf.dispose([a, b, wide, zero, one, three]);
  },
  "adam-restored-powers": async () => {
    // After two steps beta1^3 is .9 (.9 .9) in float32; restored, tf.pow(.9, 3), another number.
    const [first, second] = [tf.train.adam(1), tf.train.adam(1)], [a, b] = [variable(0), variable(0)];
    const one = tf.tensor1d([1]), step = (to: Optimizer, w: tf.Variable) => to.applyGradients({ [w.name]: one });
    step(first, a);
    step(first, a);
    await second.setWeights(await first.getWeights());
    b.assign(a);
    step(first, a);
    step(second, b);
    const [[went], [goes]] = [a, b].map((w) => [...w.dataSync()]);
    assert(went !== goes);
    assertAlmostEquals(went, goes, 2e-5);
    tf.dispose([a, b, one]);
  },
  "adamax-unsaved": async () => {
    const optimizer = tf.train.adamax(1);
    await assertRejects(() => optimizer.getWeights(), Error, "not implemented");
    await assertRejects(() => optimizer.setWeights([]), Error, "not implemented");
    optimizer.dispose();
  },
  "restore-leak": async () => {
    const optimizer = tf.train.adagrad(1), w = variable(0), one = tf.tensor1d([1]);
    optimizer.applyGradients([{ name: w.name, tensor: one }]);
    const weights = await optimizer.getWeights(), before = tf.memory().numTensors;
    await optimizer.setWeights(weights);
    optimizer.dispose();
    // What was restored is gone, what was there before is not.
    assertEquals(tf.memory().numTensors, before);
    tf.dispose([w, one, ...weights.map(({ tensor }) => tensor)]);
  },
  "momentum-leak": () => {
    const before = tf.memory().numTensors;
    tf.train.momentum(1, 0.5).dispose();
    assertEquals(tf.memory().numTensors, before + 1);
  },
  "momentum-tidy": () => {
    const w = variable(0), one = tf.tensor1d([1]), gradients = { [w.name]: one };
    const [descent, heavy] = [() => tf.train.sgd(1), () => tf.train.momentum(1, 0.5)].map((make) => {
      let optimizer: Optimizer;
      tf.tidy(() => void (optimizer = make()));
      return optimizer!;
    });
    descent.applyGradients(gradients);
    assertThrows(() => heavy.applyGradients(gradients), TypeError);
    tf.dispose([w, one]);
  },
  "set-momentum": () => {
    const optimizer = tf.train.momentum(1, 0.5);
    optimizer.setMomentum(0);
    assertEquals(optimizer.getConfig().momentum, 0);
    // Without momentum the second update would be 1.
    assertEquals(path(optimizer, [[1], [1]]), [[-1], [-2.5]]);
  },
  "softmax-gradient": () => {
    // Without a label there is no loss whatever the logits: the gradient is 0.
    const labels = tf.zeros([1, 2]), { value, grads: [, slope] } = softmax(labels, [[0, 0]]);
    assertEquals([[...value.dataSync()], [...slope.dataSync()]], [[0], [0.5, 0.5]]);
  },
  "softmax-label-gradient": () => {
    // The loss is -y log p: it changes by -log p with y.
    const { grads: [slope] } = softmax(tf.tensor2d([[1, 0]]), [[0, 0]]);
    assertEquals([...slope.dataSync()], [0.5, -0.5]);
  },
  "smoothing-axis": () => {
    // Of 4 classes at logits of 0 the loss is log 4 if the smoothed label sums to 1, as .9 + 4 (.1 / 4) does; at one step
    // tf.losses takes 4 times .1 / 1 instead.
    const labels = [[[1, 0, 0, 0]]], logits = tf.zeros([1, 1, 4]);
    const [loss] = tf.losses.softmaxCrossEntropy(labels, logits, undefined, 0.1).dataSync();
    assertAlmostEquals(loss, 1.3 * Math.log(4), 1e-6);
  },
};

for (const { name, reason } of KNOWN_DEFECTS) {
  Deno.test(`${name}: ${reason}`, async () => {
    await useBackend("cpu");
    await PINNED[name]();
  });
}

Deno.test("every known defect is pinned, stands on the page, and every pin is known", async () => {
  assertEquals(Object.keys(PINNED), KNOWN_DEFECTS.map(({ name }) => name));
  const page = await Deno.readTextFile(new URL("../../.github/DEFECTS.md", import.meta.url));
  for (const { name, reason } of KNOWN_DEFECTS) assert(page.includes(`## ${name}\n\n${reason}.\n`), name);
});

Deno.test("what is known is known of an optimizer, or a loss, and a law", () => {
  assertEquals(knownBreach("momentum", "leak")?.name, "momentum-leak");
  assertEquals([knownBreach("sgd", "leak"), knownBreach("momentum", "agrees")], [undefined, undefined]);
});

Deno.test("limits of float32: a gradient whose square is none stops Adam, RMSProp and Adagrad for good, silently", async () => {
  await useBackend("cpu");
  for (const make of [() => tf.train.adam(1), () => tf.train.rmsprop(1), () => tf.train.adagrad(1)]) {
    assertEquals(path(make(), [[1e20], [1], [1]]).map(([w]) => w + 0), [0, 0, 0]);
  }
});

const RMSPROP = { decay: 0.9, momentum: 0, epsilon: 1e-7 };

function variable(value: number): tf.Variable {
  return tf.tidy(() => tf.variable(tf.tensor1d([value])));
}

/** Weights from 0 after each gradient. */
function path(optimizer: Optimizer, gradients: number[][]): number[][] {
  const w = tf.tidy(() => tf.variable(tf.zeros([gradients[0].length])));
  const out = gradients.map((row) => {
    const tensor = tf.tensor1d(row);
    optimizer.applyGradients({ [w.name]: tensor });
    tensor.dispose();
    return [...w.dataSync()];
  });
  w.dispose();
  optimizer.dispose();
  return out;
}

/** Value and gradients by labels and logits. */
function softmax(labels: tf.Tensor, logits: number[][]) {
  const loss = (y: tf.Tensor, x: tf.Tensor) => tf.losses.softmaxCrossEntropy(y, x).asScalar();
  return tf.valueAndGrads(loss)([labels, tf.tensor2d(logits)]);
}
