import { assert, assertEquals, assertRejects } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { useBackend } from "../../src/kernels/mod.ts";
import { dispatch } from "../../src/kernels/webgpu/program.ts";
import type { Subject } from "../../src/optimizers/mod.ts";
import { train, type TrainOptions } from "../../src/training/mod.ts";
import { webgpuTest } from "../_webgpu.ts";
import { smallConfig } from "./_configs.ts";
import { assertClose, SUBJECT, trained } from "./_on_webgpu.ts";

type Named = { name: string; tensor: tf.Tensor }[];

/** An optimizer of which nothing is known but this function. */
const bare = (applyGradients: (gradients: Named) => void): Subject => () =>
  ({ applyGradients }) as unknown as tf.Optimizer;

/** w - 0.3 g */
function descend(gradients: Named): void {
  for (const { name, tensor } of gradients) {
    const variable = tf.engine().registeredVariables[name], next = tf.tidy(() => variable.sub(tensor.mul(0.3)));
    variable.assign(next as tf.Tensor<tf.Rank>);
    next.dispose();
  }
}

webgpuTest("a loss that is not finite is found late, and ends the training where it stood, as on cpu", async () => {
  const fields = {
    steps: 40,
    optimizer: { kind: "sgd", learningRate: { absolute: 1e30 } },
    loss: { kind: "cross-entropy", log2Scale: 20 },
  };
  const told: number[] = [], trace = await trained(fields, { onStep: (done) => told.push(done) });
  assertClose(trace, await train(smallConfig(fields), { backend: "cpu" }), 1e-5);
  assertEquals(trace.ending, { kind: "non-finite", step: 1, where: "loss" });
  assertEquals([trace.updateNorm[1], trace.weightNorm[1]], [NaN, trace.weightNorm[0]]);
  assertEquals(told, [1]);
});

/** Sets a number of the last weight array at one step, and leaves the weights as they are else. */
function spoiling(at: number, value: number): Subject {
  let steps = 0;
  return bare((gradients) => {
    const { name, tensor } = gradients.at(-1)!;
    if (++steps === at) tf.tidy(() => tf.engine().registeredVariables[name].assign(tf.fill(tensor.shape, value)));
  });
}

for (
  const [where, value, step] of [["weights", NaN, 4], ["weights", Infinity, 4], ["gradient", undefined, 2]] as const
) {
  webgpuTest(`${where} that are ${value ?? "not finite"} end it there; nothing is measured afterwards`, async () => {
    const subject = () => where === "weights" ? spoiling(step + 1, value!) : explodingHead(step);
    const fields = { steps: 12, optimizer: SUBJECT, loss: { kind: "cross-entropy", log2Scale: 20 } };
    const quantities = ["directional-derivative", "final-weights"] as const, make = () => subject();
    const trace = await trained(fields, { subject: (spec) => make()(spec), quantities });
    assertEquals(trace.ending, { kind: "non-finite", step, where });
    assertEquals(trace.loss.length, step + 1);
    // Asked for at the steps 0, 6 and 11, and after the last.
    assertEquals(trace.measurements.map(({ step }) => step), [0]);
    const own = await train(smallConfig(fields), { backend: "cpu", subject: (spec) => make()(spec) });
    assertClose(trace, own, 1e-5);
  });
}

/** Makes all weights 0 but some of the head, so that the logits stay 0 and their way back overflows. */
function explodingHead(at: number): Subject {
  let steps = 0;
  return bare((gradients) => {
    if (++steps !== at) return;
    tf.tidy(() => {
      for (const { name, tensor: { shape } } of gradients) {
        const head = shape.join() === "4,3" ? tf.tensor2d(Array(4).fill([1e38, 0, 0])) : tf.zeros(shape);
        tf.engine().registeredVariables[name].assign(head as tf.Tensor<tf.Rank>);
      }
    });
  });
}

webgpuTest("an optimizer that fails on numbers it would not have got does not hide the ending", async () => {
  let steps = 0;
  const spoil = spoiling(3, NaN)({} as Parameters<Subject>[0]);
  const subject = bare((gradients) => {
    if (++steps === 6) throw new Error("mine");
    spoil.applyGradients(gradients);
  });
  const { ending } = await trained({ optimizer: SUBJECT }, { subject });
  assertEquals([ending, steps], [{ kind: "non-finite", step: 2, where: "weights" }, 6]);
});

webgpuTest("an optimizer that throws: its own error, and no variable or tensor left", async () => {
  await useBackend("webgpu");
  const fault = new Error("mine"), before = tf.memory().numTensors;
  let steps = 0;
  const subject = bare((gradients) => {
    if (++steps === 3) throw fault;
    descend(gradients);
  });
  const config = smallConfig({ optimizer: SUBJECT, batchSize: 4 });
  assert(await assertRejects(() => train(config, { backend: "webgpu", subject })) === fault);
  assertEquals(tf.memory().numTensors, before);
});

webgpuTest(
  "a subject that leaks a tensor a step is counted as on cpu; one that does not, on uneven batches, is no leak",
  async () => {
    const left: tf.Tensor[] = [];
    const leaking = bare((gradients) => {
      left.push(tf.scalar(left.length));
      descend(gradients);
    });
    const config = smallConfig({ optimizer: SUBJECT, steps: 8, batchSize: 4 });
    const { leaked } = await train(config, { backend: "webgpu", subject: leaking });
    assertEquals(leaked, { bySteps: 6, afterwards: 8 });
    tf.dispose(left);
    const plain = await trained({ optimizer: SUBJECT, steps: 8, batchSize: 4 }, { subject: bare(descend) });
    assertEquals(plain.leaked, { bySteps: 0, afterwards: 0 });
  },
);

webgpuTest("onStep: once for each step, in order, with the trace so far; an abort keeps what is done", async () => {
  const controller = new AbortController(), seen: number[][] = [];
  const onStep: TrainOptions["onStep"] = (done, trace) => {
    seen.push([done, trace.loss.length, trace.weightNorm.length]);
    if (done === 5) controller.abort();
  };
  const trace = await trained({ steps: 100 }, { onStep, signal: controller.signal });
  assertEquals(trace.ending, { kind: "aborted", steps: 32 });
  assertEquals(seen, Array.from({ length: 32 }, (_, i) => [i + 1, i + 1, i + 1]));
});

webgpuTest(
  "aborted or too late at the start: no step, an empty trace; a deadline later: the steps that are done",
  async () => {
    const aborted = await trained({}, { signal: AbortSignal.abort(), quantities: ["evaluation"] });
    assertEquals([aborted.ending, aborted.loss, aborted.measurements], [{ kind: "aborted", steps: 0 }, [], []]);
    const late = await trained({}, { deadline: performance.now() - 1 });
    assertEquals([late.ending, late.loss], [{ kind: "deadline", steps: 0 }, []]);
    let steps = 0;
    const options: TrainOptions = {
      subject: bare(() => {
        if (++steps === 4) options.deadline = 0;
      }),
    };
    const trace = await trained({ optimizer: SUBJECT }, options);
    assertEquals([trace.ending, trace.loss.length], [{ kind: "deadline", steps: 4 }, 4]);
  },
);

webgpuTest("a shader of the optimizer's that does not compile ends in an exception", async () => {
  await useBackend("webgpu");
  const subject = bare(([{ tensor }]) => {
    const backend = tf.backend() as WebGPUBackend;
    const program = { name: "test of training", code: () => "fn main(index : i32) { nonsense(); }", output: [1] };
    backend.disposeData(dispatch(backend, { ...program, invocations: 1, workgroups: 1, inputs: { tensor } }).dataId);
  });
  const config = smallConfig({ optimizer: SUBJECT, steps: 3 }), before = tf.memory().numTensors;
  await assertRejects(() => train(config, { backend: "webgpu", subject }), Error, "nonsense");
  assertEquals(tf.memory().numTensors, before);
});
