import { assertEquals } from "@std/assert";
import { type Cell, CELLS, traceDigest } from "../../src/core/mod.ts";
import { train } from "../../src/training/mod.ts";
import { smallConfig } from "./_configs.ts";

/**
 * Digests of 20 steps of Adam, clipped and on a schedule, on mini-batches of noisy sequences with an odd label mass. They
 * hang on Math.exp and Math.tanh, which V8 takes from fdlibm on every machine. One that changes means that stored
 * failures no longer replay: say so in CHANGELOG.md. Both backends agree, but for clipping by a global norm: cpu and wasm
 * sum its squares in another order.
 */
const DIGESTS: Record<Cell, string> = { rnn: "", gru: "", lstm: "" };

for (const cell of CELLS) {
  for (const backend of ["cpu", "wasm"] as const) {
    Deno.test(`${cell} on ${backend}: the golden digest`, async () => {
      const config = smallConfig({
        steps: 20,
        batchSize: 4,
        seed: 3,
        data: { task: "markov-chains", labels: { kind: "mass", mass: 1.25, share: 0.5 } },
        model: { cell, units: 5, recurrentInit: { kind: "orthogonal", gain: 1.25 } },
        optimizer: {
          kind: "adam",
          learningRate: { absolute: 0.0625 },
          clip: { kind: "value", max: 0.05 },
          schedule: { kind: "inverse-time", halfLife: 10 },
        },
      });
      const trace = await train(config, { backend, quantities: ["evaluation", "final-weights"] });
      assertEquals(await traceDigest(trace), DIGESTS[cell]);
    });
  }
}
