import { assertEquals } from "@std/assert";
import { type Cell, CELLS, traceDigest } from "../../src/core/mod.ts";
import { train } from "../../src/training/mod.ts";
import { smallConfig } from "./_configs.ts";

/**
 * Digests of 20 steps of Adam, clipped and on a schedule, on mini-batches of noisy sequences with an odd label mass.
 * They hang on no function of the engine's. One that changes means that stored failures no longer replay: say so in
 * CHANGELOG.md. Both backends agree, but they would not with a clipped global norm:
 * they sum its squares in different orders.
 */
const DIGESTS: Record<Cell, string> = {
  rnn: "aa813fa4abdde895792abb76e6d93d682faf4b98f61e53633636aaa62aee7583",
  gru: "42837c51701e33b7ff3631e103bff1005212ba54cc94a8accc40065e88638423",
  lstm: "caa1618a106cfd24c7615da7c7a1b72965750548a16d74edcbace61b66cdb3bb",
};

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
