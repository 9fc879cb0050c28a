import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { prng } from "../../src/core/mod.ts";
import {
  Adadelta,
  CenteredRmsprop,
  conventionsOf,
  type Disagreement,
  FromOracle,
  makeOptimizer,
  type Optimizer,
  type OracleRule,
  oracleRule,
  Watched,
} from "../../src/optimizers/mod.ts";
import { RULES } from "./_rules.ts";
import { specOf, use, variableOf } from "./_support.ts";

const RATE = 0.1, STEPS = 20, MOMENTUM: OracleRule = { kind: "momentum", momentum: 0.9 };

/** Watches an optimizer on random gradients of two variables, at a rate that falls or not. */
async function watch(
  inner: Optimizer,
  { rule, steps = STEPS, falling = false }: { rule: OracleRule; steps?: number; falling?: boolean },
): Promise<Disagreement> {
  await use("wasm");
  const watched = new Watched(inner, { rate: RATE, rule, steps }), random = prng(5);
  const variables = [variableOf([0.5, -1, 2, 0.25], [2, 2]), variableOf([1])];
  for (let t = 0; t < STEPS; t++) {
    const named = variables.map(({ name, shape, size }) => ({
      name,
      tensor: tf.tensor(Float32Array.from({ length: size }, () => random.normal()), shape),
    }));
    if (falling) watched.setLearningRate(RATE / (1 + t));
    watched.applyGradients(named);
    tf.dispose(named.map(({ tensor }) => tensor));
  }
  tf.dispose(variables);
  watched.dispose();
  return watched.disagreement;
}

/** Those whose implementation in tf.train is another rule. */
const OURS = {
  "adadelta": (rule: object) => new Adadelta(RATE, rule),
  "rmsprop-centered": (rule: object) => new CenteredRmsprop(RATE, rule),
} as const;

for (const { rule } of RULES) {
  Deno.test(`${rule.kind}: a right rule is nearer than 1e-5 of a step's length, over two variables`, async () => {
    const make = OURS[rule.kind as keyof typeof OURS];
    const inner = make ? make(rule) : makeOptimizer(specOf(rule), { steps: STEPS });
    const { distances } = await watch(inner, { rule: oracleRule(rule)! });
    assertEquals(distances.length, STEPS);
    distances.forEach((distance, t) => assertLess(distance, 1e-5, `step ${t}`));
  });

  Deno.test(`${rule.kind}: an optimizer in any convention is told by the convention's name`, async () => {
    // Of adagrad, too, an epsilon that counts.
    const own = { ...oracleRule(rule)!, ...rule.kind === "adagrad" && { epsilon: 0.02 } };
    for (const convention of conventionsOf(own)) {
      const found = await watch(new FromOracle(RATE, convention.rule), { rule: own, falling: true });
      assertEquals(found.convention, convention.name);
      found.distances.forEach((distance, t) => assertLess(distance, 1e-4, `${convention.name}, step ${t}`));
    }
  });
}

Deno.test("the sign of the step: twice its length away, from the first step on", async () => {
  const { distances } = await watch(tf.train.momentum(-RATE, 0.9), { rule: MOMENTUM });
  distances.forEach((distance) => assertAlmostEquals(distance, 2, 1e-4));
});

Deno.test("momentum 1.05 for .9: right at the first step, which has none, and then more and more wrong", async () => {
  const { distances } = await watch(tf.train.momentum(RATE, 1.05), { rule: MOMENTUM });
  assertLess(distances[0], 1e-5);
  assert(distances.slice(1).every((distance) => distance > 0.03), `${distances}`);
  assert(distances[STEPS - 1] > 0.5);
});

Deno.test("tf.train.adadelta, which is gradient descent, is far from Adadelta; tf.train.rmsprop(centered) far from its own rule", async () => {
  for (const kind of ["adadelta", "rmsprop-centered"] as const) {
    const { rule } = RULES.find(({ rule }) => rule.kind === kind)!;
    const { distances } = await watch(makeOptimizer(specOf(rule), { steps: STEPS }), { rule: oracleRule(rule)! });
    assert(Math.max(...distances) > 0.01, `${kind}: ${Math.max(...distances)}`);
  }
});

Deno.test("NaN where the oracle's update is a number is infinitely far, from that step on; nothing is watched after the last", async () => {
  let t = 0;
  const inner = tf.train.sgd(RATE), apply = inner.applyGradients.bind(inner);
  inner.applyGradients = (gradients) => {
    if (t++ === 3) inner.setLearningRate(NaN);
    apply(gradients);
  };
  const { distances } = await watch(inner, { rule: { kind: "sgd" }, steps: 5 });
  assertEquals(distances.map((distance) => distance > 1), [false, false, false, true, true]);
  assertEquals(distances[3], Infinity);
});

Deno.test("an update that float32 cannot hold is no fault of the optimizer", async () => {
  await use("wasm");
  const rate = 1e20, watched = new Watched(tf.train.sgd(rate), { rate, rule: { kind: "sgd" }, steps: 3 });
  const variable = variableOf([1]);
  for (const value of [1, 1e10, 1e30]) {
    const gradient = tf.tensor1d([value]);
    watched.applyGradients({ [variable.name]: gradient });
    gradient.dispose();
  }
  assert(!Number.isFinite(variable.dataSync()[0]));
  watched.disagreement.distances.forEach((distance) => assertLess(distance, 1e-5));
  variable.dispose();
  watched.dispose();
});
