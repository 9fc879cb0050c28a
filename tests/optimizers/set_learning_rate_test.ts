import * as tf from "@tensorflow/tfjs";
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../src/core/mod.ts";
import { ClipByGlobalNorm, ClipByValue, makeOptimizer, setLearningRate } from "../../src/optimizers/mod.ts";
import { RULES } from "./_rules.ts";
import { descend, Recorder, specOf, use } from "./_support.ts";

for (const { rule } of RULES) {
  Deno.test(`${rule.kind}: the rate that is set is the rate of the next step, to the bit`, async () => {
    await use("cpu");
    const gradients = [[0.5, -0.3], [-0.25, 0.7]];
    const made = makeOptimizer(specOf(rule, { learningRate: { absolute: 0.03 } }), { steps: 2 });
    const set = makeOptimizer(specOf(rule, { learningRate: { absolute: 8 } }), { steps: 2 });
    setLearningRate(new ClipByValue(new ClipByGlobalNorm(set, 100), 100), 0.03);
    assertEquals(descend(set, { start: [1, 2], gradients }), descend(made, { start: [1, 2], gradients }));
    made.dispose();
    set.dispose();
  });

  Deno.test(`${rule.kind}: the number of tensors does not grow with the rates that are set`, async () => {
    await use("cpu");
    const optimizer = makeOptimizer(specOf(rule), { steps: 2 });
    const before = tf.memory().numTensors;
    for (const rate of [1, 0.5, 0.25]) tf.tidy(() => setLearningRate(optimizer, rate));
    assertEquals(tf.memory().numTensors, before);
    descend(optimizer, { gradients: [[1]] });
    optimizer.dispose();
  });
}

Deno.test("an optimizer from outside: its method comes before its property", () => {
  const both = Object.assign(new Recorder(), {
    learningRate: 1,
    asked: 0,
    setLearningRate(rate: number) {
      this.asked = rate;
    },
  });
  setLearningRate(both, 0.5);
  assertEquals([both.asked, both.learningRate], [0.5, 1]);
  const property = Object.assign(new Recorder(), { learningRate: 1 });
  setLearningRate(property, 0.5);
  assertEquals(property.learningRate, 0.5);
});

for (
  const [what, fields] of Object.entries({
    "no rate": {},
    "a rate that is no number": { learningRate: "0.1" },
    "a method that is none": { setLearningRate: 0.1 },
  })
) {
  Deno.test(`${what}: an InputError that names both remedies`, () => {
    const error = assertThrows(
      () => setLearningRate(Object.assign(new Recorder(), fields), 0.5),
      InputError,
      "optimizer.schedule",
    );
    assertStringIncludes(error.message, "setLearningRate(rate)");
    assertStringIncludes(error.message, "property learningRate");
  });
}

Deno.test("a rate that can only be read: an InputError, not a TypeError", () => {
  const fixed = Object.defineProperty(new Recorder(), "learningRate", { get: () => 0.1 });
  assertThrows(() => setLearningRate(fixed, 0.5), InputError);
  const frozen = Object.assign(new Recorder(), { learningRate: 1 });
  Object.freeze(frozen);
  assertThrows(() => setLearningRate(frozen, 0.5), InputError);
});
