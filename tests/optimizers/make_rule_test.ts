import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { OPTIMIZER_KINDS } from "../../src/core/mod.ts";
import { makeOptimizer } from "../../src/optimizers/mod.ts";
import { type RuleCase, RULES, ZEROS } from "./_rules.ts";
import { BACKENDS, descend, specOf, use, variableOf } from "./_support.ts";

function assertFollows({ rule, update }: RuleCase, gradients: number[], relative = 2e-6): void {
  const optimizer = makeOptimizer(specOf(rule), { steps: gradients.length });
  const path = descend(optimizer, { start: [0], gradients: gradients.map((gradient) => [gradient]) });
  optimizer.dispose();
  const next = update();
  let weight = 0;
  path.forEach(([actual], step) => {
    weight -= next(gradients[step], 0.1, weight);
    if (Number.isNaN(weight)) return assert(Number.isNaN(actual), `${rule.kind}: ${actual} at step ${step}`);
    assert(Number.isFinite(actual), `${rule.kind}: ${actual} at step ${step}`);
    assertAlmostEquals(actual, weight, Math.abs(weight) * relative, `${rule.kind} at step ${step}`);
  });
}

Deno.test("the table of rules has every kind", () => {
  assertEquals(RULES.map(({ rule }) => rule.kind), [...OPTIMIZER_KINDS]);
});

for (const backend of BACKENDS) {
  for (const rule of RULES) {
    Deno.test(`${rule.rule.kind} on ${backend}: two steps by hand in float64, within 2e-6`, async () => {
      await use(backend);
      assertFollows(rule, [0.5, -2]);
      assertFollows(rule, [-0.3, -0.4]);
    });
  }
}

for (const rule of ZEROS) {
  Deno.test(`${rule.rule.kind}: a 0 in the spec is a 0, not a default`, async () => {
    await use("cpu");
    // So small that a default epsilon would show.
    assertFollows(rule, [3e-4, 5e-4]);
  });
}

Deno.test("adadelta: its numbers arrive, though tf.train's steps do not depend on them", async () => {
  await use("cpu");
  const optimizer = makeOptimizer(specOf({ kind: "adadelta", rho: 0.8, epsilon: 0.02 }), { steps: 1 });
  assertEquals(optimizer.getConfig(), { learningRate: 0.1, rho: 0.8, epsilon: 0.02 });
  optimizer.dispose();
});

Deno.test("adagrad from the accumulator 0 is g / sqrt(g^2 + 1e-7): the backend's epsilon, known to tf.train alone", async () => {
  await use("cpu");
  const optimizer = makeOptimizer(specOf({ kind: "adagrad", initialAccumulator: 0 }), { steps: 1 });
  const [[actual]] = descend(optimizer, { gradients: [[1e-3]] });
  optimizer.dispose();
  assertAlmostEquals(actual, -0.1 * 1e-3 / Math.sqrt(1e-6 + 1e-7), 1e-7);
});

Deno.test("Adam through minimize: sum x^2 from (2, 4) at rate .1, betas .8 and .9, within 1e-6", async () => {
  await use("cpu");
  const spec = specOf({ kind: "adam", beta1: 0.8, beta2: 0.9, epsilon: 1e-8 });
  const optimizer = makeOptimizer(spec, { steps: 2 });
  const x = variableOf([2, 4]);
  // Step 2: m = 1.4 and 2.84 over .36, v = 2.884 and 11.844 over .19.
  const expected = [[1.9, 3.9], [1.9 - 0.1 * 0.998170, 3.9 - 0.1 * 0.999179]];
  for (const values of expected) {
    optimizer.minimize(() => x.square().sum().asScalar(), false, [x]);
    x.dataSync().forEach((value, i) => assertAlmostEquals(value, values[i], 1e-6));
  }
  optimizer.dispose();
  x.dispose();
});

for (const { rule } of RULES) {
  Deno.test(`${rule.kind}: no tensor is left after dispose, a second dispose included`, async () => {
    await use("cpu");
    const before = tf.memory().numTensors;
    const optimizer = makeOptimizer(specOf(rule), { steps: 2 });
    descend(optimizer, { gradients: [[1], [2]] });
    optimizer.dispose();
    assertEquals(tf.memory().numTensors, before);
    optimizer.dispose();
    assertEquals(tf.memory().numTensors, before);
  });
}
