import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLessOrEqual,
  assertNotEquals,
} from "@std/assert";
import fc from "fast-check";
import { type Cell, CELLS, mean, type ModelSpec } from "../../../src/core/mod.ts";
import { type ClassifierShape, GATES, parameterLayout } from "../../../src/kernels/mod.ts";
import { initialWeights } from "../../../src/training/problems/_initial_weights.ts";
import { digestOf } from "../_configs.ts";

/** The weight arrays by name. */
function start(
  cell: Cell,
  { seed = 1, features = 3, ...fields }: Partial<ModelSpec> & { seed?: number; features?: number } = {},
) {
  const model: ModelSpec = { cell, units: 8, recurrentInit: { kind: "glorot" }, forgetBias: 1, ...fields };
  const shape: ClassifierShape = {
    cell,
    units: model.units,
    features,
    classes: 4,
    loss: { kind: "cross-entropy", log2Scale: 0 },
  };
  const weights = initialWeights(model, shape, seed);
  const blocks = parameterLayout(shape).map(({ name, offset, size }) =>
    [name, weights.subarray(offset, offset + size)] as const
  );
  return {
    weights: Float32Array.from(weights),
    ...Object.fromEntries(blocks) as Record<typeof blocks[number][0], Float32Array>,
  };
}

/** The rows of one gate's part of the recurrent kernel. */
function rowsOf(
  kernel: Float32Array,
  { units, gates, gate }: { units: number; gates: number; gate: number },
): number[][] {
  return Array.from(
    { length: units },
    (_, i) => Array.from({ length: units }, (_, j) => kernel[i * gates * units + gate * units + j]),
  );
}

const DIGESTS: Record<Cell, string> = { rnn: "3ef325ff91ecead6", gru: "ce0c824ef7bdaa32", lstm: "b08a9c3f0c07d98d" };

for (const cell of CELLS) {
  // A digest that changes means that stored failures no longer replay: say so in CHANGELOG.md.
  Deno.test(`${cell}: the golden bits; another seed gives others`, async () => {
    const recurrentInit = { kind: "orthogonal", gain: 1.5 } as const;
    assertEquals(await digestOf(start(cell, { recurrentInit, seed: 4000000000 }).weights), DIGESTS[cell]);
    assertEquals(start(cell, { seed: 7 }).weights, start(cell, { seed: 7 }).weights);
    const [a, b] = [start(cell, { seed: 7 }), start(cell, { seed: 8 })];
    for (const name of ["kernel", "recurrentKernel", "headKernel"] as const) assertNotEquals(a[name], b[name]);
  });

  Deno.test(`${cell}: kernels are Glorot uniform: within, and up to, the square root of 6 over the fans, without a bias`, () => {
    const { kernel, recurrentKernel, headKernel } = start(cell, { units: 64, features: 32 });
    for (const [block, fans] of [[kernel, 32 + 64], [recurrentKernel, 2 * 64], [headKernel, 64 + 4]] as const) {
      const limit = Math.sqrt(6 / fans), top = Math.max(...block.map(Math.abs));
      assertLessOrEqual(top, limit + 2 ** -20);
      assertGreater(top, 0.97 * limit);
      const deviation = limit / Math.sqrt(3);
      assertAlmostEquals(mean(block), 0, 4 * deviation / Math.sqrt(block.length));
      assertAlmostEquals(mean(block.map((w) => w * w)) / deviation ** 2, 1, 4 / Math.sqrt(block.length));
    }
  });

  Deno.test(`${cell}: an orthogonal recurrent kernel: each gate's rows are orthogonal and of length gain`, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.constantFrom(0, 0.5, 1, 3), fc.nat(), (units, gain, seed) => {
        const { recurrentKernel } = start(cell, { units, recurrentInit: { kind: "orthogonal", gain }, seed });
        for (let gate = 0; gate < GATES[cell]; gate++) {
          const rows = rowsOf(recurrentKernel, { units, gates: GATES[cell], gate });
          rows.forEach((row, i) =>
            rows.forEach((other, k) => {
              const dot = row.reduce((sum, x, j) => sum + x * other[j], 0);
              assertAlmostEquals(dot, i === k ? gain ** 2 : 0, 1e-5 * Math.max(1, gain ** 2));
            })
          );
        }
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  Deno.test(`${cell}: an orthogonal start draws a matrix of its own for each gate, of either sign, and leaves the rest alone`, () => {
    const glorot = start(cell), orthogonal = start(cell, { recurrentInit: { kind: "orthogonal", gain: 1 } });
    for (const name of ["kernel", "bias", "headKernel", "headBias"] as const) {
      assertEquals(orthogonal[name], glorot[name]);
    }
    const gates = Array.from(
      { length: GATES[cell] },
      (_, gate) => rowsOf(orthogonal.recurrentKernel, { units: 8, gates: GATES[cell], gate }).join(),
    );
    assertEquals(new Set(gates).size, GATES[cell]);
    const corners = Array.from(
      { length: 200 },
      (_, seed) => start(cell, { seed, units: 2, recurrentInit: { kind: "orthogonal", gain: 1 } }).recurrentKernel[0],
    );
    // A corner of a Haar matrix of 2 x 2 is the cosine of a uniform angle.
    assertAlmostEquals(mean(corners), 0, 0.2);
    assertAlmostEquals(mean(corners.map((x) => x * x)), 0.5, 0.1);
  });

  Deno.test(`${cell}: biases start at 0, but for an LSTM's forget gate`, () => {
    const { bias, headBias } = start(cell, { forgetBias: -2.5 });
    assert(headBias.every((w) => w === 0));
    bias.forEach((w, i) => assertEquals(w, cell === "lstm" && i >= 8 && i < 16 ? -2.5 : 0));
  });

  Deno.test(`${cell}: all weights lie on the grid of 2^-20, and not on the last bits of Math.log and Math.cos`, () => {
    const recurrentInit = { kind: "orthogonal", gain: 1 } as const;
    const expected = start(cell, { recurrentInit }), original = { log: Math.log, cos: Math.cos };
    assert(expected.weights.every((w) => Number.isInteger(w * 2 ** 20)));
    try {
      for (const name of ["log", "cos"] as const) Math[name] = (x) => original[name](x) * (1 + 2 ** -51);
      assertEquals(start(cell, { recurrentInit }), expected);
    } finally {
      Object.assign(Math, original);
    }
  });
}
