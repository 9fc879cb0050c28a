import { assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { traceDigest } from "../../src/core/mod.ts";
import { recurrentClassifier, useBackend } from "../../src/kernels/mod.ts";
import { readingInterval } from "../../src/training/device_stepper.ts";
import { classifierProblem } from "../../src/training/problems/classifier.ts";
import { train } from "../../src/training/mod.ts";
import { webgpuTest } from "../_webgpu.ts";
import { watchingDevice } from "../_device_spy.ts";
import { smallConfig } from "./_configs.ts";
import { assertClose, SUBJECT, trained } from "./_on_webgpu.ts";

webgpuTest("fused and composed: the series of five steps agree within 1e-5", async () => {
  const [fused, composed] = [await trained({ steps: 5 }), await trained({ steps: 5, loss: { kind: "tf-losses" } })];
  assertEquals([fused.kernel, composed.kernel], ["fused", "composed"]);
  // For label rows that sum to 1 both losses are the same.
  assertClose(fused, composed, 1e-5);
});

for (
  const [name, optimizer, subject] of [
    ["flat", { kind: "adam", learningRate: { absolute: 0.05 } }, undefined],
    ["a subject", SUBJECT, () => tf.train.adam(0.05)],
  ] as const
) {
  webgpuTest(`${name}: the series of five steps on mini-batches are those of cpu within 1e-5`, async () => {
    const fields = { steps: 5, optimizer, batchSize: 4, model: { cell: "gru" } };
    assertClose(
      await trained(fields, { subject }),
      await train(smallConfig(fields), { backend: "cpu", subject }),
      1e-5,
    );
  });
}

webgpuTest("two runs give the same bits, on mini-batches and over several readings, whatever is measured", async () => {
  const fields = { steps: 70, batchSize: 4 }, first = await trained(fields);
  assertEquals(first.leaked, { bySteps: 0, afterwards: 0 });
  assertEquals(first.ending, { kind: "completed" });
  assertEquals(await traceDigest(await trained(fields)), await traceDigest(first));
  const measured = await trained(fields, { quantities: ["evaluation", "initial-gradient", "final-weights"] });
  assertEquals(await traceDigest({ ...measured, measurements: [] }), await traceDigest(first));
  assertEquals(measured.measurements.length, 71 + 1 + 1);
  assertEquals(measured.leaked, { bySteps: 0, afterwards: 0 });
});

webgpuTest("with full batches an evaluation is the step's own loss and accuracy, to the bit", async () => {
  const { loss, accuracy, measurements } = await trained({ steps: 6 }, { quantities: ["evaluation"] });
  assertEquals(
    measurements.slice(0, -1).map(({ values }) => values),
    loss.map((value, step) => [value, accuracy[step]]),
  );
});

webgpuTest(
  "a step takes three dispatches besides the optimizer's own, for 2 steps of time as for 60, and no reading",
  async () => {
    await useBackend("webgpu");
    for (const batchSize of ["full", 4] as const) {
      const seen = [];
      for (const length of [2, 60]) {
        const run = (steps: number) => watchingDevice(() => trained({ steps, batchSize, data: { length } }));
        await run(1);
        const [short, long] = [await run(3), await run(5)];
        seen.push({ optimizer: long.dispatches - short.dispatches - (long.own.length - short.own.length) });
        assertEquals(long.own.slice(0, 3).map((name) => name.split(" ")[0]), ["samples", "gradient", "step"]);
        assertEquals([long.own.length, long.own.length - short.own.length], [15, 6]);
        assertEquals([short.reads, long.reads], [1, 1]);
        // Inputs and labels; a full batch once.
        assertEquals(long.uploads - short.uploads, batchSize === "full" ? 0 : 4);
      }
      assertEquals(seen[0], seen[1]);
    }
  },
);

webgpuTest("70 steps are read back three times; evaluations on the way come with them", async () => {
  await useBackend("webgpu");
  for (const batchSize of ["full", 4] as const) {
    const { reads, own } = await watchingDevice(() => trained({ steps: 70, batchSize }));
    assertEquals([reads, own.length], [3, 3 * 70]);
    const evaluating = await watchingDevice(() => trained({ steps: 70, batchSize }, { quantities: ["evaluation"] }));
    // After the last update: the weights, then loss and hits.
    assertEquals(evaluating.reads, 3 + 3);
    // A full batch's own loss is that of all samples.
    assertEquals(evaluating.own.length, 3 * 70 + (batchSize === "full" ? 3 : 3 * 71));
  }
});

webgpuTest(
  "mini-batches: evaluations are loss and accuracy on all samples with the weights before the step, to the bit",
  async () => {
    const config = smallConfig({ steps: 6, batchSize: 4 }), { shape, full, initial } = classifierProblem(config);
    const evaluations = (await trained(config, { quantities: ["evaluation"] })).measurements;
    assertEquals(evaluations.map(({ step }) => step), [0, 1, 2, 3, 4, 5, 6]);
    const { loss, right } = await recurrentClassifier(shape, initial, { batch: full, gradient: false });
    assertEquals(evaluations[0].values, [loss, right / full.size]);
    for (const { step, values } of evaluations.slice(1)) {
      const until = await trained({ ...config, steps: step }, { quantities: ["final-weights"] });
      const weights = Float32Array.from(until.measurements[0].values);
      const { loss, right } = await recurrentClassifier(shape, weights, { batch: full, gradient: false });
      assertEquals(values, [loss, right / full.size], `${step}`);
    }
  },
);

Deno.test("readings are 32 steps apart, less for large steps, and not beyond the last", () => {
  const interval = (fields: Parameters<typeof smallConfig>[0]) => readingInterval(smallConfig(fields));
  assertEquals(interval({ steps: 1000 }), 32);
  assertEquals(interval({ steps: 7 }), 7);
  // 4e8 and 1e11 operations a step.
  const large = (samples: number) => ({
    data: { samples, length: 1, features: 1 },
    model: { cell: "lstm", units: 256 },
  });
  assertEquals(interval({ steps: 1000, ...large(250) }), 5);
  assertEquals(interval({ steps: 30, ...large(65536) }), 1);
});
