import { assert, assertEquals } from "@std/assert";
import { type ClassifierShape, kernelFor, recurrentClassifier, useBackend } from "../../../src/kernels/mod.ts";
import { referenceClassifier } from "../../../src/kernels/reference/classifier.ts";
import { fits } from "../../../src/kernels/webgpu/plan.ts";
import { webgpuTest } from "../../_webgpu.ts";
import { assertAgree } from "../_agreement.ts";
import { caseOf, CROSS_ENTROPY } from "../_cases.ts";

const shapeOf = (fields: Partial<ClassifierShape>): ClassifierShape => ({
  ...{ cell: "lstm", features: 1, units: 8, classes: 4, loss: CROSS_ENTROPY },
  ...fields,
});
const SMALL = { size: 1, length: 1, gradient: true };

/** The largest units for which a cell fits. */
function mostUnits(fields: Partial<ClassifierShape>): number {
  let units = 1;
  while (fits(shapeOf({ ...fields, units: units + 1 }), SMALL)) units++;
  return units;
}

Deno.test("workgroup memory is enough for 256 units of an LSTM, 512 of a GRU, and more of an RNN", () => {
  assertEquals(mostUnits({ cell: "lstm", features: 64 }), 256);
  assertEquals(mostUnits({ cell: "gru" }), 512);
  assert(fits(shapeOf({ cell: "rnn", units: 1000 }), SMALL));
});

Deno.test("the records of all samples stay within a binding of 128 MiB", () => {
  const shape = shapeOf({ units: 64 }), perStep = 7 * 64 * 4, tail = (4 + 2) * 4;
  const size = Math.floor(2 ** 27 / (100 * perStep + tail));
  assert(fits(shape, { size, length: 100, gradient: true }));
  assert(!fits(shape, { size: size + 1, length: 100, gradient: true }));
  // Without the gradient there is little to keep.
  assert(fits(shape, { size: size + 1, length: 100, gradient: false }));
});

Deno.test("inputs, labels, samples and weights stay within their limits, too", () => {
  const shape = shapeOf({ cell: "rnn", units: 1, classes: 2 });
  const fit = (fields: Partial<ClassifierShape>, batch: { size: number; length: number }) =>
    fits({ ...shape, ...fields }, { gradient: true, ...batch });
  assert(fit({}, { size: 65535, length: 1 }));
  assert(!fit({}, { size: 65536, length: 1 }));
  assert(fit({ features: 64 }, { size: 512, length: 1024 }));
  assert(!fit({ features: 65 }, { size: 512, length: 1024 }));
  assert(fit({ features: 2 ** 19 }, SMALL) && !fit({ features: 2 ** 21 }, SMALL));
});

webgpuTest("what does not fit is computed by tfjs, within 1e-5 of the float64 twin", async () => {
  await useBackend("webgpu");
  const { shape, parameters, batch } = caseOf("lstm", { units: 257, features: 1, size: 2, length: 1 });
  assertEquals(kernelFor(shape, batch), "composed");
  assertEquals(kernelFor({ ...shape, units: 256 }, batch), "fused");
  const actual = await recurrentClassifier(shape, parameters, { batch });
  assertAgree(actual, referenceClassifier(shape, parameters, { batch }), 1e-5);
});
