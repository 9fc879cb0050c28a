import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import type { OptimizerSpec } from "../../src/core/mod.ts";
import { ClipByGlobalNorm, ClipByValue, makeOptimizer, Scheduled } from "../../src/optimizers/mod.ts";
import { RULES } from "./_rules.ts";
import { BACKENDS, descend, Recorder, specOf, use, variableOf } from "./_support.ts";

const CLIPS: OptimizerSpec["clip"][] = [{ kind: "global-norm", max: 1 }, { kind: "value", max: 0.5 }];
const SCHEDULE: OptimizerSpec["schedule"] = { kind: "cosine", floor: 0 };

/** A loss of two variables whose gradient is their value: 1/2 |x|^2. */
const loss = (variables: tf.Variable[]) => () =>
  tf.addN(variables.map((variable) => variable.square().sum())).div(2).asScalar();

for (const backend of BACKENDS) {
  for (const { rule } of RULES) {
    Deno.test(`${rule.kind} on ${backend}, decorated: no tensor more per step, none after dispose`, async () => {
      await use(backend);
      for (const clip of CLIPS) {
        const before = tf.memory().numTensors;
        const variables = [variableOf([3, -4]), variableOf([1, 2], [2, 1])];
        const optimizer = makeOptimizer(specOf(rule, { clip, schedule: SCHEDULE }), { steps: 5 });
        const counts = Array.from({ length: 5 }, () => {
          optimizer.minimize(loss(variables), false, variables);
          return tf.memory().numTensors;
        });
        assertEquals(counts, Array(5).fill(counts[0]));
        optimizer.dispose();
        tf.dispose(variables);
        assertEquals(tf.memory().numTensors, before);
      }
    });
  }
}

Deno.test("minimize clips, with and without a list of variables, and gives the loss", async () => {
  await use("cpu");
  for (const listed of [true, false]) {
    const variables = [variableOf([3]), variableOf([4])];
    const optimizer = new ClipByGlobalNorm(tf.train.sgd(1), 1);
    const value = optimizer.minimize(loss(variables), true, listed ? variables : undefined);
    assertEquals(value?.dataSync()[0], 12.5);
    const [[x], [y]] = variables.map((variable) => variable.dataSync());
    assertAlmostEquals(x, 3 - 0.6, 1e-6);
    assertAlmostEquals(y, 4 - 0.8, 1e-6);
    assertEquals(optimizer.iterations, 1);
    tf.dispose([value!, ...variables]);
    optimizer.dispose();
  }
});

for (const Clip of [ClipByGlobalNorm, ClipByValue]) {
  Deno.test(`${Clip.className}: the form, order and gaps of the gradients stay`, async () => {
    await use("cpu");
    const recorder = new Recorder(), optimizer = new Clip(recorder, 1);
    const [b, a] = [tf.tensor1d([3]), tf.tensor1d([0])];
    // As tf.Optimizer.minimize gives them: null for what is not trainable, undefined for what has no part in the loss.
    const gap = null as unknown as tf.Tensor, missing = undefined as unknown as tf.Tensor;
    optimizer.applyGradients({ b, gap, a });
    assertEquals(Object.keys(recorder.given), ["b", "gap", "a"]);
    assertEquals(recorder.values.map((values) => values && [...values]), [[1], null, [0]]);
    const list = [{ name: "gap", tensor: missing }, { name: "b", tensor: b }, { name: "a", tensor: a }];
    optimizer.applyGradients(list);
    assert(Array.isArray(recorder.given));
    assertEquals(recorder.given.map(({ name }) => name), ["gap", "b", "a"]);
    assertEquals(recorder.values.map((values) => values && [...values]), [null, [1], [0]]);
    optimizer.applyGradients({ gap });
    assertEquals(recorder.values, [null]);
    assertEquals([[...b.dataSync()], [...a.dataSync()]], [[3], [0]]);
    tf.dispose([a, b]);
  });

  Deno.test(`${Clip.className}: a failing inner optimizer leaves no tensor and no count behind`, async () => {
    await use("cpu");
    const inner = new Recorder();
    inner.applyGradients = () => {
      throw new Error("on purpose");
    };
    const optimizer = new Clip(inner, 1), tensor = tf.tensor1d([3]), before = tf.memory().numTensors;
    assertThrows(() => optimizer.applyGradients({ tensor }), Error, "on purpose");
    assertEquals([tf.memory().numTensors, optimizer.iterations], [before, 0]);
    tensor.dispose();
  });
}

Deno.test("an optimizer whose state is plain tensors keeps them through every decorator", async () => {
  await use("cpu");
  class PlainMomentum extends Recorder {
    learningRate = 0.1;
    velocity: tf.Tensor = tf.zeros([1]);
    override applyGradients(gradients: tf.NamedTensorMap): void {
      const [[name, gradient]] = Object.entries(gradients), variable = tf.engine().registeredVariables[name];
      const old = this.velocity;
      this.velocity = tf.tidy(() => old.mul(0.7).add(gradient));
      tf.tidy(() => variable.assign(variable.sub(this.velocity.mul(this.learningRate))));
      old.dispose();
    }
  }
  const spec = { clip: CLIPS[1], schedule: SCHEDULE }, steps = 3, gradients = [[1], [0.2], [-3]];
  const subject = makeOptimizer(specOf({ kind: "subject", name: "plain", like: "momentum" }, spec), {
    steps,
    subject: () => new PlainMomentum(),
  });
  const builtIn = makeOptimizer(specOf({ kind: "momentum", momentum: 0.7 }, spec), { steps });
  const [actual, expected] = [subject, builtIn].map((optimizer) => descend(optimizer, { gradients }));
  actual.forEach(([x], step) => assertAlmostEquals(x, expected[step][0], 1e-7));
  builtIn.dispose();
});

Deno.test("computeGradients is the inner optimizer's", async () => {
  await use("cpu");
  class Twice extends Recorder {
    override computeGradients(f: () => tf.Scalar, varList?: tf.Variable[]) {
      return super.computeGradients(() => f().mul(2).asScalar(), varList);
    }
  }
  const variable = variableOf([3]), recorder = new Twice();
  new ClipByValue(recorder, 100).minimize(loss([variable]), false, [variable]);
  assertEquals(recorder.values.map((values) => [...values!]), [[6]]);
  variable.dispose();
});

for (const { rule } of RULES) {
  if (rule.kind === "adamax") continue; // tf.train.adamax cannot be saved.
  Deno.test(`${rule.kind}: saved and restored through the decorators, it goes on as if never stopped`, async () => {
    await use("cpu");
    const before = tf.memory().numTensors;
    const spec = specOf(rule, { clip: CLIPS[0], schedule: { kind: "step", every: 1, factor: 0.5 } });
    const [first, second] = [0, 1].map(() => makeOptimizer(spec, { steps: 4 }));
    const start = [...descend(first, { start: [1, 2], gradients: [[3, -4], [0.25, 0.5]] })[1]];
    const saved = await first.getWeights();
    await second.setWeights(saved);
    saved[0].tensor.dispose();
    assertEquals(second.iterations, 2);
    const [expected, actual] = [first, second].map((optimizer) =>
      descend(optimizer, { start, gradients: [[-0.5, 1], [2, 0.1]] })
    );
    // tf.train.adam restores the powers of its betas by another formula.
    actual.forEach((values, step) =>
      values.forEach((value, i) => {
        assert(Number.isFinite(value));
        assertAlmostEquals(value, expected[step][i], 1e-6);
      })
    );
    first.dispose();
    second.dispose();
    assertEquals(tf.memory().numTensors, before);
  });
}

Deno.test("adamax: the refusal of tf.train to save it comes through", async () => {
  await use("cpu");
  const optimizer = makeOptimizer(specOf({ kind: "adamax", beta1: 0.9, beta2: 0.9, epsilon: 0 }, { clip: CLIPS[0] }), {
    steps: 1,
  });
  await assertRejects(() => optimizer.getWeights(), Error, "not implemented");
  await assertRejects(() => optimizer.setWeights([]), Error, "not implemented");
  optimizer.dispose();
});

Deno.test("name and config tell the decorators from the optimizer inside", async () => {
  await use("cpu");
  const schedule = { kind: "warm-up", steps: 5 } as const;
  const inner = new Scheduled(tf.train.sgd(1), { learningRate: 2, schedule, steps: 9 });
  const optimizer = new ClipByValue(new ClipByGlobalNorm(inner, 3), 4);
  const sgd = { className: "SGD", config: { learningRate: 2 / 5 } };
  const scheduled = { className: "Scheduled", config: { learningRate: 2, schedule, steps: 9, optimizer: sgd } };
  assertEquals(optimizer.getClassName(), "ClipByValue");
  assertEquals(optimizer.getConfig(), {
    max: 4,
    optimizer: { className: "ClipByGlobalNorm", config: { max: 3, optimizer: scheduled } },
  });
  optimizer.dispose();
});
