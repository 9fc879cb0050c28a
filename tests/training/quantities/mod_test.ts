import { assertEquals, assertNotEquals } from "@std/assert";
import { CELLS, QUANTITY_NAMES, traceDigest } from "../../../src/core/mod.ts";
import { QUANTITIES } from "../../../src/training/quantities/mod.ts";
import { train } from "../../../src/training/mod.ts";
import { webgpuTest } from "../../_webgpu.ts";
import { smallConfig, type SmallFields } from "../_configs.ts";

/** Trains without and with all quantities, and compares all but what they measured. */
async function leavesBitEqual(fields: SmallFields, backend: "cpu" | "wasm" | "webgpu"): Promise<void> {
  const config = smallConfig({ optimizer: { kind: "adam", learningRate: { absolute: 0.05 } }, ...fields });
  const plain = await train(config, { backend });
  const measuring = await train(config, { backend, quantities: QUANTITY_NAMES });
  assertEquals(new Set(measuring.measurements.map(({ quantity }) => quantity)), new Set<string>(QUANTITY_NAMES));
  assertEquals({ ...measuring, measurements: [] }, plain);
  assertEquals(await traceDigest({ ...measuring, measurements: [] }), await traceDigest(plain));
  assertNotEquals(await traceDigest(measuring), await traceDigest(plain));
}

/** How each loss is run. tf.losses once: tfjs computes it, slowly. */
const RUNS = {
  "cross-entropy": [["cpu", "full"], ["cpu", 4], ["wasm", "full"], ["wasm", 4]],
  "tf-losses": [["cpu", 4]],
} as const;

for (const cell of CELLS) {
  for (const kind of ["cross-entropy", "tf-losses"] as const) {
    for (const [backend, batchSize] of RUNS[kind]) {
      Deno.test(`${cell}, ${kind}, ${backend}, batch size ${batchSize}: quantities leave the trace bit-equal`, () =>
        leavesBitEqual({ batchSize, model: { cell }, loss: { kind } }, backend));
    }
  }
}

webgpuTest(
  "webgpu: quantities leave the trace bit-equal",
  () => leavesBitEqual({ steps: 2, batchSize: 2, data: { samples: 3, length: 2 } }, "webgpu"),
);

Deno.test("measurements stand in step order, within a step in the order asked for", async () => {
  const { measurements } = await train(smallConfig({ steps: 2 }), {
    backend: "cpu",
    quantities: ["final-weights", "evaluation", "initial-gradient"],
  });
  assertEquals(measurements.map(({ quantity, step }) => `${step} ${quantity}`), [
    "0 evaluation",
    "0 initial-gradient",
    "1 evaluation",
    "2 final-weights",
    "2 evaluation",
  ]);
});

Deno.test("every name of a quantity has one", () => {
  assertEquals(Object.keys(QUANTITIES).sort(), [...QUANTITY_NAMES].sort());
});
