import { assertEquals } from "@std/assert";
import { makeDataset } from "../../../src/data/mod.ts";
import { recurrentClassifier, useBackend } from "../../../src/kernels/mod.ts";
import { initialWeights } from "../../../src/training/problems/_initial_weights.ts";
import { classifierProblem } from "../../../src/training/problems/classifier.ts";
import { smallConfig } from "../_configs.ts";

Deno.test("a config's problem: its shape, its weights, its data set as the full batch", () => {
  const config = smallConfig({ model: { cell: "gru", units: 5 }, seed: 9, loss: { kind: "tf-losses", log2Scale: 2 } });
  const { shape, initial, full } = classifierProblem(config);
  assertEquals(shape, { cell: "gru", units: 5, features: 2, classes: 3, loss: { kind: "tf-losses", log2Scale: 2 } });
  assertEquals(initial, initialWeights(config.model, shape, 9));
  const { inputs, labels } = makeDataset(config.data);
  assertEquals(full, { inputs, labels, size: 10, length: 6 });
});

Deno.test("full batches and mini-batches", () => {
  const of = (batchSize: number | "full") => classifierProblem(smallConfig({ batchSize }));
  assertEquals(of("full").batchesPerEpoch, 1);
  assertEquals(of(10).batchesPerEpoch, 1);
  assertEquals(of(4).batchesPerEpoch, 3);
  assertEquals(of("full").batchAt(5), of("full").full);
  assertEquals([0, 1, 2, 3].map((step) => of(4).batchAt(step).size), [4, 4, 2, 4]);
});

Deno.test("evaluate: loss, hits and gradient of any weights on any batch; the gradient only if it is wanted", async () => {
  await useBackend("cpu");
  const { shape, initial, full, evaluate, batchAt } = classifierProblem(smallConfig({ batchSize: 4 }));
  for (const batch of [full, batchAt(2)]) {
    assertEquals(await evaluate(initial, batch), await recurrentClassifier(shape, initial, { batch }));
    const { loss, right, gradient } = await evaluate(initial, batch, { gradient: false });
    assertEquals([loss, right], Object.values(await evaluate(initial, batch)).slice(0, 2) as number[]);
    assertEquals(gradient.length, 0);
  }
});
