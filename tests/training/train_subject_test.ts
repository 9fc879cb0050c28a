import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { InputError, traceDigest } from "../../src/core/mod.ts";
import { parameterLayout, useBackend } from "../../src/kernels/mod.ts";
import type { SubjectSpec } from "../../src/optimizers/mod.ts";
import { classifierProblem } from "../../src/training/problems/classifier.ts";
import { train } from "../../src/training/mod.ts";
import { smallConfig } from "./_configs.ts";

type Named = { name: string; tensor: tf.Tensor }[];
const SUBJECT = { kind: "subject", name: "mine", learningRate: { absolute: 0.3 } };
const CONFIG = smallConfig({ optimizer: SUBJECT, steps: 8 });

/** An optimizer of which nothing is known but this function. */
function bare(apply: (gradients: Named) => void): () => tf.Optimizer {
  return () => ({ applyGradients: apply }) as unknown as tf.Optimizer;
}

/** The variable of a gradient. */
const variableOf = (name: string) => tf.engine().registeredVariables[name];

/** w - 0.3 g, tidily. */
function descend(gradients: Named): void {
  for (const { name, tensor } of gradients) {
    const next = tf.tidy(() => variableOf(name).sub(tensor.mul(0.3)));
    variableOf(name).assign(next as tf.Tensor<tf.Rank>);
    next.dispose();
  }
}

/** Tensors and variables that there are now. */
const living = () => [tf.memory().numTensors, Object.keys(tf.engine().registeredVariables).length];

Deno.test("a subject sees one variable a weight array, in its shape and order, at every step the same", async () => {
  const seen: string[] = [];
  const look = (gradients: Named) => {
    seen.push(JSON.stringify(gradients.map(({ name, tensor }) => [name, tensor.shape])));
    for (const { name, tensor } of gradients) assertEquals(variableOf(name).shape, tensor.shape);
  };
  await train(CONFIG, { backend: "cpu", subject: bare(look) });
  assertEquals([seen.length, new Set(seen).size], [8, 1]);
  const names = JSON.parse(seen[0]) as [string, number[]][];
  assertEquals(new Set(names.map(([name]) => name)).size, 5);
  assertEquals(
    names.map(([, shape]) => shape),
    parameterLayout(classifierProblem(CONFIG).shape).map(({ shape }) => shape),
  );
});

for (const kind of ["sgd", "adam"] as const) {
  Deno.test(`${kind} as a subject, split, gives the bits of ${kind} by its kind, flat`, async () => {
    const make = ({ learningRate }: SubjectSpec) => tf.train[kind](learningRate);
    const split = await train(CONFIG, { backend: "cpu", subject: make });
    const flat = await train(smallConfig({ steps: 8, optimizer: { kind, learningRate: { absolute: 0.3 } } }), {
      backend: "cpu",
    });
    assertEquals(await traceDigest(split), await traceDigest(flat));
  });
}

Deno.test("a subject gets the resolved rate, the spec and the number of steps, once a training", async () => {
  const given: SubjectSpec[] = [];
  const make = (spec: SubjectSpec) => {
    given.push(spec);
    return tf.train.sgd(spec.learningRate);
  };
  const optimizer = { ...SUBJECT, like: "sgd", learningRate: { timesBound: 0.5 } };
  const trace = await train(smallConfig({ optimizer, steps: 8 }), { backend: "cpu", subject: make });
  assertEquals(given.length, 1);
  const [{ learningRate, spec, steps }] = given;
  assertEquals(spec.learningRate, { absolute: learningRate });
  assertEquals(steps, 8);
  const own = { kind: "sgd", learningRate: { timesBound: 0.5 } };
  assertEquals(
    await traceDigest(trace),
    await traceDigest(await train(smallConfig({ optimizer: own, steps: 8 }), { backend: "cpu" })),
  );
});

Deno.test("an optimizer that throws: its own error, and no variable or tensor left", async () => {
  await useBackend("cpu");
  const fault = new Error("mine");
  for (const at of [1, 3]) {
    const before = living();
    let steps = 0;
    const subject = bare((gradients) => {
      if (++steps === at) throw fault;
      descend(gradients);
    });
    assert(await assertRejects(() => train(CONFIG, { backend: "cpu", subject })) === fault);
    assertEquals(living(), before);
  }
});

Deno.test("an optimizer that throws is disposed of", async () => {
  await useBackend("cpu");
  const before = living();
  const make = () => {
    const inner = tf.train.adam(0.1), apply = inner.applyGradients.bind(inner);
    let steps = 0;
    inner.applyGradients = (gradients) => {
      apply(gradients);
      if (++steps === 2) throw new Error("mine");
    };
    return inner;
  };
  await assertRejects(() => train(CONFIG, { backend: "cpu", subject: make }), Error, "mine");
  assertEquals(living(), before);
});

Deno.test("a subject that leaks a tensor a step is counted, from its third step on", async () => {
  const left: tf.Tensor[] = [];
  const leaking = bare((gradients) => {
    left.push(tf.scalar(left.length));
    descend(gradients);
  });
  const { leaked, ending } = await train(CONFIG, { backend: "cpu", subject: leaking });
  assertEquals([leaked, ending.kind], [{ bySteps: 6, afterwards: 8 }, "completed"]);
  tf.dispose(left);
});

Deno.test("a subject that needs no dispose, and one that keeps its state in plain tensors, are no leaks", async () => {
  const plain = await train(CONFIG, { backend: "cpu", subject: bare(descend) });
  assertEquals(plain.leaked, { bySteps: 0, afterwards: 0 });
  const state: Record<string, tf.Tensor> = {};
  const make = () => ({
    applyGradients(gradients: Named) {
      for (const { name, tensor } of gradients) {
        const next = tf.tidy(() => state[name] ? state[name].mul(0.5).add(tensor) : tensor.clone());
        state[name]?.dispose();
        state[name] = next;
      }
      descend(gradients.map(({ name }) => ({ name, tensor: state[name] })));
    },
    dispose: () => tf.dispose(Object.values(state)),
  });
  const { leaked, ending, loss } = await train(CONFIG, {
    backend: "cpu",
    subject: make as unknown as () => tf.Optimizer,
  });
  assertEquals([leaked, ending.kind], [{ bySteps: 0, afterwards: 0 }, "completed"]);
  const momentum = { kind: "momentum", momentum: 0.5, learningRate: { absolute: 0.3 } };
  const own = await train(smallConfig({ optimizer: momentum, steps: 8 }), { backend: "cpu" });
  loss.forEach((value, step) => assert(Math.abs(value - own.loss[step]) < 1e-5));
});

Deno.test("a subject that is not given, or is no optimizer: an InputError, and nothing left", async () => {
  await useBackend("cpu");
  const before = living();
  const missing = await assertRejects(() => train(CONFIG, { backend: "cpu" }), InputError);
  assertStringIncludes((missing as Error).message, '"mine"');
  const none = () => ({}) as unknown as tf.Optimizer;
  await assertRejects(() => train(CONFIG, { backend: "cpu", subject: none }), InputError, "must return a tf.Optimizer");
  assertEquals(living(), before);
});
