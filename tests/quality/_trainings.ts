/**
 * Runs 10,000 short trainings of all cells and optimizers, and prints the live heap, bytes, after each thousandth as JSON:
 * `deno run --v8-flags=--expose-gc tests/quality/_trainings.ts`.
 */
import { parseTrainingConfig, train } from "../../mod.ts";
import { CELLS, OPTIMIZER_KINDS, prng } from "../../src/core/mod.ts";

const { gc } = globalThis as unknown as { gc: () => void };
const random = prng(1), live: number[] = [];

for (let run = 1; run <= 10_000; run++) {
  const config = parseTrainingConfig({
    steps: 5,
    seed: run,
    batchSize: one(["full", 4, 8]),
    data: { samples: one([4, 8, 16]), length: one([1, 4, 8]), features: one([1, 2, 3]), classes: one([2, 4, 8]) },
    model: { cell: one(CELLS), units: one([2, 4, 8, 16]) },
    optimizer: { kind: one(OPTIMIZER_KINDS), learningRate: { absolute: 0.01 } },
  });
  await train(config, { backend: "wasm" });
  if (run % 1000 > 0) continue;
  gc();
  const { heapUsed, external } = Deno.memoryUsage();
  live.push(heapUsed + external);
}
console.log(JSON.stringify(live));

function one<T>(values: readonly T[]): T {
  return values[Math.floor(random.uniform() * values.length)];
}
