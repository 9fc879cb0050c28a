import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import {
  defaultRule,
  measured,
  OPTIMIZER_KINDS,
  parseTrainingConfig,
  type QuadraticConfig,
} from "../../../src/core/mod.ts";
import { oracleOf, type OracleRule } from "../../../src/optimizers/mod.ts";
import { quadraticProblem, spectrum } from "../../../src/training/problems/quadratic.ts";
import { train } from "../../../src/training/mod.ts";
import { smallConfig } from "../_configs.ts";

const EVERY = 3, STEPS = 9, RATE = 0.1;

function quadratic(optimizer: object, { rotated = true } = {}): QuadraticConfig {
  return parseTrainingConfig({
    problem: "quadratic" as const,
    quadratic: { dimension: 5, largest: 4, condition: 10, rotated },
    optimizer: { learningRate: { absolute: RATE }, ...optimizer },
    steps: STEPS,
  });
}

for (const kind of OPTIMIZER_KINDS) {
  Deno.test(`${kind}: pi is that of the stability ratio to the bit, and rate x curvature / (preconditioner x bound) within 1e-12`, async () => {
    const schedule = { kind: "exponential", factor: 0.5 };
    const config = smallConfig({ optimizer: { kind, learningRate: { absolute: 0.01 }, schedule }, batchSize: 4 });
    const trace = await train(config, {
      backend: "wasm",
      quantities: [{ name: "critical-direction", every: EVERY }, { name: "stability-ratio", every: EVERY }],
    });
    const made = measured(trace, "critical-direction"), whole = measured(trace, "stability-ratio");
    assertEquals(made.map(({ step }) => step), [0, 3, 6, 9, 12]);
    // An adaptive rule has no state before its first update; tf.train.rmsprop(centered) is NaN with the default epsilon.
    assert(kind === "rmsprop-centered" || made.slice(1).every(({ values: [pi] }) => pi > 0));
    made.forEach(({ values: [pi, rate, curvature, preconditioner, bound, residual] }, i) => {
      const [expected, , ...rest] = whole[i].values;
      assertEquals([pi, bound, residual], [expected, ...rest.slice(0, 2)]);
      if (Number.isNaN(pi)) return;
      assertAlmostEquals(rate * curvature / (preconditioner * bound) / pi, 1, 1e-12);
    });
  });
}

Deno.test("without a preconditioner it is 1, and the curvature the largest eigenvalue", async () => {
  for (const [kind, bound] of [["sgd", 2], ["momentum", 3.8], ["nesterov", 3.8 / 2.8]] as const) {
    const quantities = [{ name: "critical-direction", every: EVERY }] as const;
    const trace = await train(quadratic({ kind }), { backend: "wasm", quantities });
    for (
      const { values: [pi, rate, curvature, preconditioner, measuredBound] } of measured(trace, "critical-direction")
    ) {
      assertAlmostEquals(preconditioner, 1, 1e-12);
      assertAlmostEquals(curvature, 4, 1e-3);
      assertAlmostEquals(measuredBound, bound, 1e-12);
      assertAlmostEquals(pi, rate * 4 / bound, 1e-3);
      assertEquals(rate, RATE);
    }
  }
});

Deno.test("Adam on a diagonal quadratic: curvature and preconditioner of the axis where their quotient is largest, by float64", async () => {
  const config = quadratic({ kind: "adam", epsilon: 0.01 }, { rotated: false }), lambdas = spectrum(config.quadratic);
  const quantities = [{ name: "critical-direction", every: 1 }] as const;
  const seen = measured(await train(config, { backend: "wasm", quantities }), "critical-direction");
  assertEquals(seen[0].values, Array(6).fill(NaN));
  const oracle = oracleOf({ ...defaultRule("adam"), epsilon: 0.01 } as OracleRule);
  let x = Array.from(quadraticProblem(config).initial);
  for (let t = 1; t <= STEPS; t++) {
    const update = oracle.step(x.map((value, i) => lambdas[i] * value), { rate: RATE });
    x = x.map((value, i) => value - update[i]);
    const p = oracle.state.map(({ v }) => (1 - 0.9 ** t) * (Math.sqrt(v / (1 - 0.999 ** t)) + 0.01));
    const quotients = lambdas.map((lambda, i) => lambda / p[i]), largest = Math.max(...quotients);
    const axis = quotients.indexOf(largest), [pi, rate, curvature, preconditioner, bound] = seen[t].values;
    // The steepest axis is not the critical one: its gradients, and so its preconditioner, are large.
    assert(axis !== 0);
    assertAlmostEquals(pi / (RATE * largest / 38), 1, 1e-3);
    assertAlmostEquals(curvature / lambdas[axis], 1, 1e-3, `step ${t}`);
    assertAlmostEquals(preconditioner / p[axis], 1, 1e-3, `step ${t}`);
    assertEquals([rate, bound], [RATE, (2 + 2 * 0.9) / (1 - 0.9)]);
  }
});
