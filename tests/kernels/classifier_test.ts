import { assertEquals } from "@std/assert";
import { kernelFor, recurrentClassifier, useBackend } from "../../src/kernels/mod.ts";
import { composedClassifier } from "../../src/kernels/composed/classifier.ts";
import { referenceClassifier } from "../../src/kernels/reference/classifier.ts";
import { webgpuTest } from "../_webgpu.ts";
import { caseOf } from "./_cases.ts";

const { shape, parameters, batch } = caseOf("gru", { length: 2 });
const TF_LOSSES = { ...shape, loss: { kind: "tf-losses", log2Scale: 0 } } as const;

for (const backend of ["cpu", "wasm"] as const) {
  Deno.test(`${backend}: cross entropy by plain loops, tf.losses by tfjs, each with and without the gradient`, async () => {
    await useBackend(backend);
    assertEquals([kernelFor(shape), kernelFor(TF_LOSSES)], ["fused", "composed"]);
    for (const gradient of [true, false]) {
      const options = { batch, gradient };
      assertEquals(
        await recurrentClassifier(shape, parameters, options),
        referenceClassifier(shape, parameters, options),
      );
      const byTfjs = await composedClassifier(TF_LOSSES, parameters, options);
      assertEquals(await recurrentClassifier(TF_LOSSES, parameters, options), byTfjs);
    }
  });
}

webgpuTest("webgpu: cross entropy and tf.losses by tfjs", async () => {
  await useBackend("webgpu");
  assertEquals([kernelFor(shape), kernelFor(TF_LOSSES)], ["composed", "composed"]);
  const evaluated = await recurrentClassifier(shape, parameters, { batch });
  assertEquals(evaluated, await composedClassifier(shape, parameters, { batch }));
});
