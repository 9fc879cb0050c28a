import { assert, assertAlmostEquals, assertEquals, assertGreater, assertLess } from "@std/assert";
import { CELLS, type ClassifierConfig, measured, parseTrainingConfig } from "../../../src/core/mod.ts";
import { referenceClassifier } from "../../../src/kernels/mod.ts";
import { classifierProblem } from "../../../src/training/problems/classifier.ts";
import { train } from "../../../src/training/mod.ts";
import { smallConfig } from "../_configs.ts";

async function sensitivity(config: ClassifierConfig): Promise<number[]> {
  const trace = await train({ ...config, steps: 1 }, { backend: "wasm", quantities: ["input-sensitivity"] });
  return measured(trace, "input-sensitivity")[0].values;
}

/** The norm of the loss's gradient by the inputs at each time step, by differences of the float64 reference. */
function norms(config: ClassifierConfig): number[] {
  const { shape, full, initial } = classifierProblem(config),
    { length, inputs } = full,
    squares = Array(length).fill(0);
  const lossAt = (i: number, step: number) => {
    const batch = { ...full, inputs: inputs.with(i, inputs[i] + step) };
    return referenceClassifier(shape, initial, { batch, gradient: false }).loss;
  };
  const step = 2 ** -9, { features } = config.data;
  inputs.forEach((_, i) => {
    squares[Math.floor(i / features) % length] += ((lossAt(i, step) - lossAt(i, -step)) / (2 * step)) ** 2;
  });
  return squares.map(Math.sqrt);
}

for (const cell of CELLS) {
  Deno.test(`${cell}, one sample of one feature: |dL/dx_t| of the float64 reference within 1e-3 of the largest`, async () => {
    const config = smallConfig({ data: { samples: 1, features: 1, length: 7 }, model: { cell } });
    const seen = await sensitivity(config), expected = norms(config), largest = Math.max(...expected);
    assertEquals(seen.length, 7);
    seen.forEach((value, t) => assertAlmostEquals(value / largest, expected[t] / largest, 1e-3, `time step ${t}`));
  });

  Deno.test(`${cell}, several samples: the gradient's norm at each time step, as far as 3 directions tell it`, async () => {
    const config = smallConfig({ model: { cell } }), seen = await sensitivity(config), expected = norms(config);
    // The root mean of 3 squares of about normal numbers: from .07 to 2.3 but once in a thousand.
    seen.forEach((value, t) => assert(value > 0.07 * expected[t] && value < 2.3 * expected[t], `time step ${t}`));
  });
}

/** How much the first inputs are felt, as a multiple of the last, by a net whose recurrent kernel starts with a gain. */
async function firstOverLast(gain: number): Promise<number> {
  const config = smallConfig({
    data: { length: 12, noise: 0 },
    model: { units: 8, recurrentInit: { kind: "orthogonal", gain } },
  });
  const seen = await sensitivity(config);
  assertGreater(seen[11], 0);
  return seen[0] / seen[11];
}

Deno.test("of a recurrent kernel of gain 0 the loss does not feel the first inputs; at 1 it does; at 4 more than the last", async () => {
  assertEquals(await firstOverLast(0), 0);
  assertLess(await firstOverLast(0.25), 1e-5);
  const whole = await firstOverLast(1);
  assert(whole > 0.01 && whole < 1, `${whole}`);
  assertGreater(await firstOverLast(4), 10);
});

Deno.test("NaN of what is no recurrent classifier", async () => {
  const optimizer = { kind: "sgd", learningRate: { absolute: 0.1 } };
  for (const problem of ["quadratic", "tanh-net"] as const) {
    const config = parseTrainingConfig({ problem, optimizer, steps: 1 });
    const trace = await train(config, { backend: "wasm", quantities: ["input-sensitivity"] });
    assertEquals(measured(trace, "input-sensitivity").map(({ values }) => values), [[NaN]]);
  }
});
