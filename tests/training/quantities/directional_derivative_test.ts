import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertLess, assertLessOrEqual } from "@std/assert";
import { CELLS, measured } from "../../../src/core/mod.ts";
import { classifierProblem } from "../../../src/training/problems/classifier.ts";
import { directionalDerivative } from "../../../src/training/quantities/directional_derivative.ts";
import { train } from "../../../src/training/mod.ts";
import { smallConfig, type SmallFields } from "../_configs.ts";

/** `[|g|, D(h), D(h/2), rounding]` at the first step, in the middle and at the last of 31, beside the trace's own |g|. */
async function derivatives(fields: SmallFields) {
  const config = smallConfig({ steps: 31, batchSize: 4, ...fields });
  const trace = await train(config, { backend: "cpu", quantities: ["directional-derivative"] });
  const all = measured(trace, "directional-derivative");
  assertEquals(all.map(({ step }) => step), [0, 15, 30]);
  return all.map(({ step, values: [size, long, short, rounding] }) => {
    assertEquals(size, trace.gradientNorm[step]);
    return { size, long, short, rounding };
  });
}

for (const cell of CELLS) {
  for (const mass of [1, 1.3]) {
    Deno.test(`${cell}, label mass ${mass}: cross entropy falls along its gradient by |g|, within the stated rounding`, async () => {
      const data = { labels: { kind: "mass", mass } };
      for (const { size, long, short, rounding } of await derivatives({ data, model: { cell } })) {
        assertLessOrEqual(Math.abs(short - size), rounding);
        assertLessOrEqual(Math.abs(long - size), rounding);
        assertLess(rounding, 0.005 * size);
      }
    });
  }

  Deno.test(`${cell}: tf.losses does so for proper labels, and is far off where rows sum to 1.3`, async () => {
    const loss = { kind: "tf-losses" };
    for (const { size, short, rounding } of await derivatives({ loss, model: { cell } })) {
      assertLessOrEqual(Math.abs(short - size), rounding);
    }
    const data = { labels: { kind: "mass", mass: 1.3 } };
    const faulty = await derivatives({ loss, data, model: { cell } });
    for (const { size, long, short, rounding } of faulty) {
      assertLess(short, size - 10 * rounding);
      assertLess(long, size - 10 * rounding);
    }
    assertLess(faulty[2].short, 0.5 * faulty[2].size);
  });
}

Deno.test("a gradient of 0, or one that is not finite, has no direction: NaN beside its norm", async () => {
  const problem = classifierProblem(smallConfig()), weights = problem.initial, batch = problem.full;
  for (const value of [0, NaN, Infinity]) {
    const gradient = weights.map(() => value), evaluated = { loss: 1, right: 0, gradient };
    const values = await directionalDerivative.measure({
      step: 0,
      steps: 1,
      problem,
      optimizer: tf.train.sgd(0.1),
      weights,
      current: { batch, evaluated },
    });
    assertEquals(values, [Math.abs(value), NaN, NaN, NaN]);
  }
});

Deno.test("trainings of one and two steps: measured before each update, never after the last", () => {
  const at = (steps: number) =>
    Array.from({ length: steps + 1 }, (_, step) => step).filter((step) => directionalDerivative.at(step, steps));
  assertEquals([at(1), at(2), at(3), at(100)], [[0], [0, 1], [0, 1, 2], [0, 50, 99]]);
  assert(!directionalDerivative.at(1, 1));
});
