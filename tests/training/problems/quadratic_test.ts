import { assertAlmostEquals, assertEquals, assertGreaterOrEqual, assertLess } from "@std/assert";
import fc from "fast-check";
import { parseTrainingConfig, type QuadraticConfig } from "../../../src/core/mod.ts";
import { quadraticProblem, spectrum } from "../../../src/training/problems/quadratic.ts";
import { train } from "../../../src/training/mod.ts";
import { fullHessian } from "../../../src/training/curvature/full_hessian.ts";
import { extremes } from "../../../src/training/curvature/extremes.ts";
import { assertTrueGradient } from "./_slopes.ts";

/** A quadratic under gradient descent. */
function config(quadratic: object, { rate = 0.1, steps = 50, seed = 1 } = {}): QuadraticConfig {
  const optimizer = { kind: "sgd", learningRate: { absolute: rate } };
  return parseTrainingConfig({ problem: "quadratic" as const, quadratic, optimizer, steps, seed });
}

const specs = fc.record({
  dimension: fc.integer({ min: 1, max: 30 }),
  largest: fc.constantFrom(0.01, 1, 100),
  condition: fc.constantFrom(1, 10, 1e4),
  rotated: fc.boolean(),
  seed: fc.nat({ max: 1000 }),
}, { noNullPrototype: true });

Deno.test("the spectrum has the largest eigenvalue, the condition number, and falls", () =>
  fc.assert(fc.property(specs, (spec) => {
    const values = spectrum(spec), { dimension, largest, condition } = spec;
    assertEquals([values.length, values[0]], [dimension, largest]);
    if (dimension > 1) assertAlmostEquals(values[dimension - 1], largest / condition, 1e-12);
    values.forEach((value, i) => i > 0 && assertGreaterOrEqual(values[i - 1], value));
  })));

Deno.test("the Hessian has the ends of the spectrum within 1e-3, rotated or not", () =>
  fc.assert(
    fc.asyncProperty(specs, async (quadratic) => {
      const problem = quadraticProblem(config(quadratic)), { dimension, largest, condition } = quadratic;
      const found = await extremes(fullHessian(problem, problem.initial), { dimension, ends: "both", seed: 1 });
      assertAlmostEquals(found.largest.value / largest, 1, 1e-3);
      if (dimension > 1) assertAlmostEquals(found.smallest.value / largest, 1 / condition, 0.05);
    }),
    { seed: 2, numRuns: 40 },
  ));

Deno.test("its gradient is the slope of its loss", () =>
  assertTrueGradient(quadraticProblem(config({ dimension: 7 })), { bound: 1e-4 }));

Deno.test("gradient descent shrinks each eigendirection by 1 - rate x eigenvalue at a step", async () => {
  const { loss, accuracy } = await train(config({ dimension: 1, largest: 2, rotated: false }), { backend: "wasm" });
  for (let t = 1; t < 20; t++) assertAlmostEquals(loss[t] / loss[t - 1], (1 - 0.1 * 2) ** 2, 1e-5);
  assertEquals(accuracy.every(Number.isNaN), true);
});

Deno.test("the start has a share of every direction, and hangs on the config's seed alone", () => {
  const quadratic = { dimension: 20, rotated: false }, { initial } = quadraticProblem(config(quadratic));
  initial.forEach((x) => assertGreaterOrEqual(Math.abs(x), 0.0999));
  assertEquals(quadraticProblem(config({ ...quadratic, seed: 5 })).initial, initial);
  const other = quadraticProblem(config(quadratic, { seed: 2 })).initial;
  assertLess(initial.filter((x, i) => x === other[i]).length, 5);
});
