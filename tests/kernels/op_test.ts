import { assert, assertEquals, assertGreater, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { CELLS, InputError } from "../../src/core/mod.ts";
import {
  type BackendName,
  type ClassifierShape,
  type ClassifierTensors,
  RECURRENT_CLASSIFIER,
  recurrentClassifier,
  recurrentClassifierLoss,
  useBackend,
} from "../../src/kernels/mod.ts";
import { batchTensors } from "../../src/kernels/classifier.ts";
import { registerWebgpuKernel } from "../../src/kernels/op.ts";
import { wasmClassifier } from "../../src/kernels/wasm/classifier.ts";
import { webgpuTest } from "../_webgpu.ts";
import { type Case, caseOf } from "./_cases.ts";
import { watchingDevice } from "../_device_spy.ts";

type Given = Pick<Case, "shape" | "parameters" | "batch">;
const COLUMNS = [["cpu", Deno.test], ["wasm", Deno.test], ["webgpu", webgpuTest]] as const;

/** Tensors of a case on the current backend, the parameters as a variable. */
function tensorsOf({ shape, parameters, batch }: Given) {
  const start = tf.tensor1d(parameters), variable = tf.variable(start);
  start.dispose();
  return { parameters: variable, ...batchTensors(shape, batch) };
}

/** Makes `backend` the current one, and checks that `work` leaves no tensor. */
async function onBackend(backend: BackendName, work: () => Promise<void>): Promise<void> {
  await useBackend(backend);
  const before = tf.memory().numTensors;
  await work();
  assertEquals(tf.memory().numTensors, before);
}

/** Three steps of Adam, by `minimize` or by `applyGradients`; gives the weights. */
async function minimised(given: Given, how: "minimize" | "applyGradients"): Promise<Float32Array> {
  const tensors = tensorsOf(given), { shape, batch } = given, optimizer = tf.train.adam(0.1);
  for (let step = 0; step < 3; step++) {
    if (how === "minimize") optimizer.minimize(() => recurrentClassifierLoss(shape, tensors));
    else {
      const weights = await tensors.parameters.data() as Float32Array;
      const { gradient } = await recurrentClassifier(shape, weights, { batch });
      const tensor = tf.tensor1d(gradient);
      optimizer.applyGradients([{ name: tensors.parameters.name, tensor }]);
      tensor.dispose();
    }
  }
  const weights = (await tensors.parameters.data() as Float32Array).slice();
  tf.dispose(tensors);
  optimizer.dispose();
  return weights;
}

for (const [backend, register] of COLUMNS) {
  for (const cell of backend === "webgpu" ? ["gru"] as const : CELLS) {
    register(
      `${backend}, ${cell}: minimize with Adam gives the weights of applyGradients with the gradient, to the bit`,
      () =>
        onBackend(backend, async () => {
          const given = caseOf(cell, { masses: [1, 1.3] });
          const weights = await minimised(given, "minimize");
          assertEquals(weights, await minimised(given, "applyGradients"));
          assert(weights.every((w, i) => Number.isFinite(w) && w !== given.parameters[i]));
        }),
    );
  }

  register(
    `${backend}: the loss is that of the kernel, its gradient flows on through what is made of it`,
    () =>
      onBackend(backend, async () => {
        const given = caseOf("rnn"), { shape, parameters, batch } = given, tensors = tensorsOf(given);
        const expected = await recurrentClassifier(shape, parameters, { batch });
        const { value, grad } = tf.valueAndGrad((flat: tf.Tensor) =>
          recurrentClassifierLoss(shape, { ...tensors, parameters: flat }).mul(4).asScalar()
        )(tensors.parameters);
        assertEquals((await value.data())[0], 4 * expected.loss);
        assertEquals(await grad.data(), expected.gradient.map((g) => 4 * g));
        tf.dispose([value, grad, tensors]);
      }),
  );

  register(`${backend}: a loss outside of any tf.tidy leaves one tensor, itself`, () =>
    onBackend(backend, () => {
      const given = caseOf("lstm", { length: 1 }), tensors = tensorsOf(given), before = tf.memory().numTensors;
      const loss = recurrentClassifierLoss(given.shape, tensors);
      assertEquals([loss.shape, tf.memory().numTensors - before], [[], 1]);
      tf.dispose([loss, tensors]);
      return Promise.resolve();
    }));

  register(`${backend}: the gradient of inputs or labels is refused by name`, async () => {
    await useBackend(backend);
    const given = caseOf("rnn"), tensors = tensorsOf(given);
    for (const what of ["inputs", "labels"] as const) {
      const loss = (x: tf.Tensor) => recurrentClassifierLoss(given.shape, { ...tensors, [what]: x });
      // tfjs leaves what it has saved for a gradient that throws.
      assertThrows(() => tf.tidy(() => tf.grad(loss)(tensors[what])), Error, `no gradient with respect to its ${what}`);
    }
    tf.dispose(tensors);
  });
}

Deno.test("tf.losses goes through tfjs' own operations and can be minimised as well", () =>
  onBackend("cpu", async () => {
    const given = caseOf("gru", { loss: { kind: "tf-losses", log2Scale: 1 } });
    assertEquals(await minimised(given, "minimize"), await minimised(given, "applyGradients"));
  }));

Deno.test("tensors of other shapes or types than the classifier's are refused", () =>
  onBackend("cpu", () => {
    const given = caseOf("rnn"), tensors = tensorsOf(given), { shape } = given;
    const refuses = (fault: string, other: () => Partial<ClassifierTensors>, of: ClassifierShape = shape) =>
      assertThrows(
        () => tf.tidy(() => recurrentClassifierLoss(of, { ...tensors, ...other() })),
        InputError,
        `must be a float32 tensor ${fault}`,
      );
    refuses("[43]: it is float32 [1]", () => ({ parameters: tf.tensor1d([1]) }));
    refuses("[3,5,2]: it is float32 [3,5,1]", () => ({ inputs: tf.zeros([3, 5, 1]) }));
    refuses("[3,3]: it is float32 [2,3]", () => ({ labels: tf.zeros([2, 3]) }));
    refuses("[3,3]: it is int32 [3,3]", () => ({ labels: tf.zeros([3, 3], "int32") }));
    refuses("[58]: it is float32 [43]", () => ({}), { ...shape, units: 5 });
    tf.dispose(tensors);
    return Promise.resolve();
  }));

Deno.test("on cpu the op is the WebAssembly kernel, to the bit", () =>
  onBackend("cpu", async () => {
    const given = caseOf("lstm"), { shape, parameters, batch } = given, tensors = tensorsOf(given);
    const loss = recurrentClassifierLoss(shape, tensors);
    assertEquals((await loss.data())[0], wasmClassifier(shape, parameters, { batch }).loss);
    tf.dispose([loss, tensors]);
  }));

webgpuTest("registered once a backend, in silence, however often a backend is started", async () => {
  const { warn } = console, said: unknown[] = [];
  console.warn = (...data) => said.push(data);
  try {
    for (const backend of ["cpu", "wasm", "webgpu", "cpu", "webgpu"] as const) {
      await useBackend(backend);
      registerWebgpuKernel();
    }
  } finally {
    console.warn = warn;
  }
  assertEquals(said, []);
  const kernels = COLUMNS.map(([backend]) => tf.getKernel(RECURRENT_CLASSIFIER, backend));
  assertEquals(kernels.map((kernel) => kernel?.backendName), ["cpu", "wasm", "webgpu"]);
});

webgpuTest(
  "webgpu: the op takes four dispatches, three without the gradient, for 2 steps of time as for 60",
  async () => {
    await useBackend("webgpu");
    for (const length of [2, 60]) {
      const { shape, parameters, batch } = caseOf("rnn", { length });
      const whole = await watchingDevice(() => recurrentClassifier(shape, parameters, { batch }));
      assertEquals(whole.own.map((name) => name.split(" ")[0]), ["samples", "gradient", "meanLoss", "hits"]);
      assertEquals(whole.dispatches, 4);
      const bare = await watchingDevice(() => recurrentClassifier(shape, parameters, { batch, gradient: false }));
      assertEquals([bare.own.length, bare.dispatches], [3, 3]);
    }
  },
);

webgpuTest(
  "webgpu: a step of minimize takes the same dispatches for 2 steps of time as for 60, four of them the op's",
  async () => {
    await useBackend("webgpu");
    const seen = [];
    for (const length of [2, 60]) {
      const given = caseOf("rnn", { length }), tensors = tensorsOf(given), optimizer = tf.train.sgd(0.1);
      const step = () => optimizer.minimize(() => recurrentClassifierLoss(given.shape, tensors));
      step();
      seen.push(await watchingDevice(step));
      tf.dispose(tensors);
      optimizer.dispose();
    }
    assertEquals(seen[0], seen[1]);
    assertEquals([seen[0].own.length, seen[0].reads], [4, 0]);
    // The optimizer's own, and the product with the gradient from above.
    assertGreater(seen[0].dispatches, 4);
  },
);
