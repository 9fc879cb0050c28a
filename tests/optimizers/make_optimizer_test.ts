import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../src/core/mod.ts";
import { makeOptimizer, type Subject, type SubjectSpec } from "../../src/optimizers/mod.ts";
import { descend, Recorder, specOf, use } from "./_support.ts";

const SUBJECT = { kind: "subject", name: "mine.ts#Mine", like: "sgd" } as const;
const make = (subject?: unknown) => makeOptimizer(specOf(SUBJECT), { steps: 7, subject: subject as Subject });

Deno.test("a rate in bounds is refused: resolve it first", () => {
  const spec = specOf({ kind: "sgd" }, { learningRate: { timesBound: 2 } });
  const error = assertThrows(() => makeOptimizer(spec, { steps: 1 }), InputError, "optimizer.learningRate");
  assertStringIncludes(error.message, 'must be resolved to {"absolute": RATE}');
  assertStringIncludes(error.message, '{"timesBound":2}');
});

Deno.test("a subject is made from the rate, the spec and the steps, and returned as it is", () => {
  const specs: SubjectSpec[] = [], optimizer = new Recorder();
  const returned = make((spec: SubjectSpec) => {
    specs.push(spec);
    return optimizer;
  });
  assert(returned === optimizer);
  assertEquals(specs, [{ learningRate: 0.1, spec: specOf(SUBJECT), steps: 7 }]);
});

Deno.test("a subject of another tfjs is known by its applyGradients", () => {
  const foreign = { applyGradients: () => {} };
  assert(make(() => foreign) === foreign as unknown);
});

Deno.test("a subject is decorated like any rule", async () => {
  await use("cpu");
  const spec = specOf(SUBJECT, {
    learningRate: { absolute: 2 },
    clip: { kind: "value", max: 1 },
    schedule: { kind: "step", every: 1, factor: 0.5 },
  });
  const optimizer = makeOptimizer(spec, { steps: 2, subject: ({ learningRate }) => tf.train.sgd(learningRate) });
  const path = descend(optimizer, { start: [0, 0], gradients: [[5, 0.5], [-9, 0.25]] });
  assertEquals(path.map((values) => [...values]), [[-2, -1], [-1, -1.25]]);
  optimizer.dispose();
});

Deno.test("a subject beside a rule of tf.train is not called", async () => {
  await use("cpu");
  const subject: Subject = () => {
    throw new Error("called");
  };
  const optimizer = makeOptimizer(specOf({ kind: "sgd" }), { steps: 1, subject });
  assertEquals(optimizer.getClassName(), "SGD");
  optimizer.dispose();
});

Deno.test("no subject: an InputError that says how to give one", () => {
  const error = assertThrows(() => make(), InputError, "mine.ts#Mine");
  assertStringIncludes(error.message, "--subject=FILE#export");
  assertStringIncludes(error.message, "`subject`");
});

for (
  const [what, returned, said] of [
    ["nothing", undefined, "undefined"],
    ["null", null, "null"],
    ["a number", 0.1, "0.1"],
    ["an object", {}, "an object of Object without one"],
    ["a bare record", Object.create(null), "an object of no class without one"],
    ["an applyGradients that is no function", { applyGradients: true }, "an object of Object without one"],
    ["a class", Recorder, "call it, with new"],
    ["a promise", Promise.resolve(new Recorder()), "no async function"],
  ] as const
) {
  Deno.test(`a subject that returns ${what} is refused`, () => {
    const error = assertThrows(() => make(() => returned), InputError, 'subject "mine.ts#Mine" must return');
    assertStringIncludes(error.message, said);
  });
}

Deno.test("an error of the subject itself comes through", () => {
  assertThrows(
    () =>
      make(() => {
        throw new RangeError("its own");
      }),
    RangeError,
    "its own",
  );
});

Deno.test("clipping comes before the rule, the schedule multiplies the rule's rate", async () => {
  await use("cpu");
  // Momentum of clipped gradients of norm 1 at rates 1, .5: 1, then 1 + .5 * 1.5. Clipped after the rule: 1, then 1.5.
  const spec = specOf({ kind: "momentum", momentum: 0.5 }, {
    learningRate: { absolute: 1 },
    clip: { kind: "global-norm", max: 1 },
    schedule: { kind: "step", every: 1, factor: 0.5 },
  });
  const optimizer = makeOptimizer(spec, { steps: 2 });
  const path = descend(optimizer, { start: [0, 0], gradients: [[3, 4], [6, 8]] });
  path.forEach(([x, y], step) => {
    assertAlmostEquals(x, -0.6 * [1, 1.75][step], 1e-6);
    assertAlmostEquals(y, -0.8 * [1, 1.75][step], 1e-6);
  });
  optimizer.dispose();
});

Deno.test("a schedule multiplies the rate that a subject made of the one it was given", async () => {
  await use("cpu");
  const spec = specOf({ kind: "subject", name: "uphill", like: "sgd" }, {
    schedule: { kind: "step", every: 1, factor: 0.5 },
  });
  const optimizer = makeOptimizer(spec, { steps: 2, subject: ({ learningRate }) => tf.train.sgd(-10 * learningRate) });
  assertEquals(descend(optimizer, { gradients: [[1], [1]] }).map(([x]) => x), [1, 1.5]);
  optimizer.dispose();
});
