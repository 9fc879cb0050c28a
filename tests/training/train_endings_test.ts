import { assert, assertEquals, assertLess } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import type { TrainingTrace } from "../../src/core/mod.ts";
import { train, type TrainOptions } from "../../src/training/mod.ts";
import { smallConfig, type SmallFields } from "./_configs.ts";

/** Trains on cpu, and checks what holds however it ends: series of one length, no tensor left. */
async function trained(fields: SmallFields, options: TrainOptions = {}): Promise<TrainingTrace> {
  const before = tf.memory().numTensors;
  options.backend = "cpu";
  const trace = await train(smallConfig(fields), options);
  assertEquals(tf.memory().numTensors, before);
  assertEquals(trace.leaked.afterwards, 0);
  const { loss, accuracy, gradientNorm, updateNorm, weightNorm } = trace;
  assertEquals(new Set([loss, accuracy, gradientNorm, updateNorm, weightNorm].map((series) => series.length)).size, 1);
  return trace;
}

const subject = { kind: "subject", name: "test", learningRate: { absolute: 1 } };

Deno.test("a loss that is not finite ends the training: it is kept, without an update", async () => {
  // The first step makes logits of some 1e35, the scale the loss of the second infinite.
  const optimizer = { kind: "sgd", learningRate: { absolute: 1e30 } };
  const trace = await trained({ optimizer, loss: { log2Scale: 20 } });
  assertEquals(trace.ending, { kind: "non-finite", step: 1, where: "loss" });
  assertEquals(trace.loss.map(Number.isFinite), [true, false]);
  assertEquals(trace.updateNorm[1], NaN);
  assertEquals(trace.weightNorm[1], trace.weightNorm[0]);
  assertEquals(trace.epochs.length, 2);
});

Deno.test("a gradient that is not finite ends the training, though the loss is finite", async () => {
  // Hidden states of 0 keep the logits at 0; on the way back each meets a head of 1e38, beyond float32 by the scale.
  const applyGradients = (gradients: { name: string; tensor: tf.Tensor }[]) =>
    tf.tidy(() => {
      for (const { name, tensor: { shape } } of gradients) {
        const head = shape.join() === "4,3";
        tf.engine().registeredVariables[name].assign(head ? tf.tensor2d(Array(4).fill([1e38, 0, 0])) : tf.zeros(shape));
      }
    });
  const make = () => ({ applyGradients }) as unknown as tf.Optimizer;
  const trace = await trained({ optimizer: subject, loss: { log2Scale: 20 } }, { subject: make });
  assertEquals(trace.ending, { kind: "non-finite", step: 1, where: "gradient" });
  assert(trace.loss.every(Number.isFinite));
  assertEquals(trace.gradientNorm.map(Number.isFinite), [true, false]);
  assertEquals(trace.updateNorm[1], NaN);
});

Deno.test("weights that are not finite end the training at the step that made them", async () => {
  let steps = 0;
  const make = () => {
    const inner = tf.train.sgd(0.1), apply = inner.applyGradients.bind(inner);
    inner.applyGradients = (gradients) => {
      // tfjs declares the rate protected.
      if (++steps === 3) (inner as unknown as { setLearningRate(rate: number): void }).setLearningRate(NaN);
      apply(gradients);
    };
    return inner;
  };
  const trace = await trained({ optimizer: subject }, { subject: make });
  assertEquals(trace.ending, { kind: "non-finite", step: 2, where: "weights" });
  assertEquals(trace.weightNorm.map(Number.isFinite), [true, true, false]);
  assert(trace.loss.every(Number.isFinite));
});

Deno.test("abort ends it after the step it is in, and keeps what there is", async () => {
  const controller = new AbortController(), whole = await trained({});
  const trace = await trained({}, { signal: controller.signal, onStep: (done) => done === 5 && controller.abort() });
  assertEquals(trace.ending, { kind: "aborted", steps: 5 });
  assertEquals(trace.loss, whole.loss.slice(0, 5));
  assertEquals(trace.weightNorm, whole.weightNorm.slice(0, 5));
});

Deno.test("a signal that is aborted at the start, and a deadline that is over: no step, an empty trace", async () => {
  const aborted = await trained({}, { signal: AbortSignal.abort(), quantities: ["evaluation", "final-weights"] });
  assertEquals([aborted.ending, aborted.loss], [{ kind: "aborted", steps: 0 }, []]);
  assertEquals([aborted.epochs, aborted.measurements], [[], []]);
  const late = await trained({}, { deadline: performance.now() - 1 });
  assertEquals([late.ending, late.loss], [{ kind: "deadline", steps: 0 }, []]);
});

Deno.test("the deadline ends it after the step it is in, and keeps what there is", async () => {
  const options: TrainOptions = { onStep: (done) => done === 4 && (options.deadline = 0) };
  const trace = await trained({}, options);
  assertEquals(trace.ending, { kind: "deadline", steps: 4 });
  assertEquals(trace.loss, (await trained({})).loss.slice(0, 4));
  assertEquals((await trained({}, { deadline: Infinity })).ending, { kind: "completed" });
});

Deno.test("a timer gets through and aborts a training that would take long", async () => {
  const controller = new AbortController(), timer = setTimeout(() => controller.abort(), 1);
  const data = { samples: 1, length: 1, features: 1 };
  const { ending, loss } = await trained({ steps: 100000, data, model: { units: 1 } }, { signal: controller.signal });
  clearTimeout(timer);
  assertEquals(ending, { kind: "aborted", steps: loss.length });
  assertLess(loss.length, 100000);
});

Deno.test("a training that is ended at a number of steps is that of a config with so many, to the bit", async () => {
  const fields = { steps: 12, batchSize: 4 } as const, seen: number[] = [];
  const when = ({ loss, epochs }: Readonly<TrainingTrace>) => {
    seen.push(loss.length);
    return epochs.length === 3;
  };
  const trace = await trained(fields, { endsAt: { steps: [2, 7, 9], when } });
  assertEquals([seen, trace], [[2, 7], await trained({ ...fields, steps: 7 })]);
  assertEquals(await trained(fields, { endsAt: { steps: [2, 12], when: () => false } }), await trained(fields));
});
