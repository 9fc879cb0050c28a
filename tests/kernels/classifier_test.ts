import { assertEquals } from "@std/assert";
import { kernelFor, recurrentClassifier, useBackend } from "../../src/kernels/mod.ts";
import { composedClassifier } from "../../src/kernels/composed/classifier.ts";
import { referenceClassifier } from "../../src/kernels/reference/classifier.ts";
import { wasmClassifier } from "../../src/kernels/wasm/classifier.ts";
import { webgpuTest } from "../_webgpu.ts";
import { assertAgree } from "./_agreement.ts";
import { caseOf } from "./_cases.ts";

const { shape, parameters, batch } = caseOf("gru", { length: 2 });
const TF_LOSSES = { ...shape, loss: { kind: "tf-losses", log2Scale: 0 } } as const;

for (const backend of ["cpu", "wasm"] as const) {
  Deno.test(`${backend}: cross entropy by WebAssembly, tf.losses by tfjs, each with and without the gradient`, async () => {
    await useBackend(backend);
    assertEquals([kernelFor(shape, batch), kernelFor(TF_LOSSES, batch)], ["fused", "composed"]);
    // Only a device has limits.
    assertEquals(kernelFor({ ...shape, units: 5000 }, { size: 1e6, length: 1000 }), "fused");
    for (const gradient of [true, false]) {
      const options = { batch, gradient };
      assertEquals(await recurrentClassifier(shape, parameters, options), wasmClassifier(shape, parameters, options));
      const byTfjs = await composedClassifier(TF_LOSSES, parameters, options);
      assertEquals(await recurrentClassifier(TF_LOSSES, parameters, options), byTfjs);
    }
  });
}

webgpuTest("webgpu: cross entropy by WGSL within 1e-5 of the float64 twin, tf.losses by tfjs", async () => {
  await useBackend("webgpu");
  assertEquals([kernelFor(shape, batch), kernelFor(TF_LOSSES, batch)], ["fused", "composed"]);
  const evaluated = await recurrentClassifier(shape, parameters, { batch });
  assertAgree(evaluated, referenceClassifier(shape, parameters, { batch }), 1e-5);
  const byTfjs = await composedClassifier(TF_LOSSES, parameters, { batch });
  assertEquals(await recurrentClassifier(TF_LOSSES, parameters, { batch }), byTfjs);
});
