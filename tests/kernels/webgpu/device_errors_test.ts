import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { readBack, recurrentClassifier, recurrentClassifierLoss, useBackend } from "../../../src/kernels/mod.ts";
import { batchTensors } from "../../../src/kernels/classifier.ts";
import { dispatch } from "../../../src/kernels/webgpu/program.ts";
import { webgpuTest } from "../../_webgpu.ts";
import { caseOf } from "../_cases.ts";

/** Queues a program and gives its output. */
async function run(name: string, body: string): Promise<tf.Tensor> {
  await useBackend("webgpu");
  const info = dispatch(tf.backend() as WebGPUBackend, {
    name: `test ${name}`,
    code: () => `fn main(index : i32) { ${body} }`,
    invocations: 4,
    workgroups: 1,
    inputs: {},
    integers: { factor: 3 },
    output: [2, 2],
  });
  return tf.engine().makeTensorFromTensorInfo(info);
}

webgpuTest("a program sees its uniforms and fills its output", async () => {
  const output = await run("right", "result[index] = f32(index * uniforms.factor);");
  const [values] = await readBack([output]);
  assertEquals([...values], [0, 3, 6, 9]);
  output.dispose();
});

webgpuTest(
  "a shader that does not compile: what is read after it is an exception that names the fault, once",
  async () => {
    const output = await run("wrong", "result[index] = nonsense;");
    await assertRejects(() => readBack([output]), Error, "nonsense");
    output.dispose();
    const { shape, parameters, batch } = caseOf("rnn", { length: 1 });
    const { loss } = await recurrentClassifier(shape, parameters, { batch });
    assertEquals(Number.isFinite(loss), true);
  },
);

webgpuTest("where nobody reads, the next loss is an exception", async () => {
  const output = await run("wrong, too", "result[index] = nonsense;");
  const { shape, parameters, batch } = caseOf("rnn", { length: 1 });
  const tensors = { parameters: tf.tensor1d(parameters), ...batchTensors(shape, batch) };
  // The event of the error needs a turn of the event loop.
  await output.data();
  assertThrows(() => recurrentClassifierLoss(shape, tensors), Error, "nonsense");
  recurrentClassifierLoss(shape, tensors).dispose();
  tf.dispose([output, tensors]);
});
