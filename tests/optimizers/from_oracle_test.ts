import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { defaultRule, measured, parseTrainingConfig } from "../../src/core/mod.ts";
import { FromOracle, oracleOf, oracleRule, type Subject } from "../../src/optimizers/mod.ts";
import { train } from "../../src/training/mod.ts";
import { RULES } from "./_rules.ts";
import { descend, use, variableOf } from "./_support.ts";

const GRADIENTS = [[0.5, -2], [-0.25, 1], [0.75, 0], [0.5, -3]];

for (const { rule } of RULES) {
  Deno.test(`${rule.kind}: every weight is the one before less the oracle's update, rounded to float32 once`, async () => {
    await use("wasm");
    const own = oracleRule(rule)!, oracle = oracleOf(own), start = [1, -2];
    let weights = start;
    for (const [t, after] of descend(new FromOracle(0.1, own), { start, gradients: GRADIENTS }).entries()) {
      const update = oracle.step(GRADIENTS[t], { rate: 0.1, weights });
      weights = weights.map((weight, i) => Math.fround(weight - update[i]));
      assertEquals(Array.from(after), weights, `step ${t}`);
    }
  });
}

Deno.test("a training by Adam's oracle is that by tf.train.adam within 1e-4 over 50 steps, and leaves no tensor", async () => {
  const learningRate = { absolute: 0.01 },
    subjectSpec = { kind: "subject", name: "oracle", like: "adam", learningRate };
  const subject: Subject = ({ learningRate }) => new FromOracle(learningRate, oracleRule(defaultRule("adam"))!);
  const options = { backend: "wasm", subject, quantities: ["final-weights"] } as const;
  const configOf = (optimizer: object) =>
    parseTrainingConfig({ steps: 50, optimizer, data: { samples: 10, length: 6, classes: 3, noise: 0.25 } });
  const usual = await train(configOf({ kind: "adam", learningRate }), options);
  const exact = await train(configOf(subjectSpec), options);
  usual.loss.forEach((loss, t) => assertLess(Math.abs(exact.loss[t] / loss - 1), 1e-4, `step ${t}`));
  const [expected, weights] = [usual, exact].map((trace) => measured(trace, "final-weights")[0].values);
  expected.forEach((weight, i) => assertLess(Math.abs(weight - weights[i]), 1e-4));
  assertEquals(exact.leaked, { bySteps: 0, afterwards: 0 });
});

Deno.test("each variable has an oracle of its own; one without a gradient stays; the rate is read at each step", async () => {
  await use("wasm");
  const momentum = { kind: "momentum", momentum: 0.5 } as const, optimizer = new FromOracle(0.1, momentum);
  const [a, b, gradient] = [variableOf([0]), variableOf([0]), tf.tensor1d([1])];
  optimizer.applyGradients([{ name: a.name, tensor: gradient }, { name: b.name, tensor: gradient }]);
  optimizer.learningRate = 0.2;
  // deno-lint-ignore no-explicit-any
  optimizer.applyGradients([{ name: b.name, tensor: null as any }, { name: a.name, tensor: gradient }]);
  // v = 1, then 1.5; the rate multiplies it.
  const [first, other] = [a, b].map((variable) => variable.dataSync()[0]);
  assertAlmostEquals(first, -0.1 * 1 - 0.2 * 1.5, 1e-7);
  assertAlmostEquals(other, -0.1, 1e-7);
  assertEquals([optimizer.iterations, optimizer.getConfig()], [2, { learningRate: 0.2, ...momentum }]);
  tf.dispose([a, b, gradient]);
});
