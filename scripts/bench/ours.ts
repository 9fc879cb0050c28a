/** Our side: the fused op alone, whole training steps, the composed op, and the peak of this core's SIMD. */
import * as tf from "@tensorflow/tfjs";
import { type LossSpec, parseTrainingConfig, prng } from "../../src/core/mod.ts";
import { composedClassifier } from "../../src/kernels/composed/classifier.ts";
import { type ClassifierShape, parameterCount, parameterLayout, useBackend } from "../../src/kernels/mod.ts";
import { wasmClassifier } from "../../src/kernels/wasm/classifier.ts";
import { train } from "../../src/training/mod.ts";
import { peak } from "./_peak.ts";
import { type Answer, serve, type Task, time } from "./_protocol.ts";

const PLAIN: LossSpec = { kind: "cross-entropy", log2Scale: 0 };

await useBackend("wasm");
await serve((task) => {
  switch (task.side) {
    case "peak":
      return peak(task.seconds);
    case "fused":
      return fused(task);
    case "composed":
      return composed(task);
    default:
      return step(task);
  }
});

function problem({ cell, features, units, classes, batch: size, length, vanishing }: Task) {
  const shape: ClassifierShape = { cell, features, units, classes, loss: PLAIN }, random = prng(1, 2, 3);
  const numbers = (n: number, scale: number) =>
    Float32Array.from({ length: n }, () => scale * (2 * random.uniform() - 1));
  const labels = new Float32Array(size * classes).map((_, i) =>
    Math.floor(i / classes) % classes === i % classes ? 1 : 0
  );
  const parameters = numbers(parameterCount(shape), vanishing ? 1e-3 : 1 / Math.sqrt(units));
  // Hardly any recurrence and shut gates: the gradient shrinks a thousandfold and more at each step back.
  const bias = parameterLayout(shape).find(({ name }) => name === "bias")!;
  if (vanishing) parameters.fill(-5, bias.offset, bias.offset + bias.size);
  return { shape, parameters, batch: { inputs: numbers(size * length * features, 1.7), labels, size, length } };
}

function fused(task: Task): Promise<Answer> {
  const { shape, parameters, batch } = problem(task);
  return time(() => wasmClassifier(shape, parameters, { batch }), task.seconds);
}

/** The composed op with Adam, as a whole step: it is compared with whole steps. */
function composed(task: Task): Promise<Answer> {
  const { shape, parameters, batch } = problem(task), optimizer = tf.train.adam(1e-3);
  const variable = tf.variable(tf.tensor(parameters));
  return time(async () => {
    const { gradient } = await composedClassifier(shape, variable.dataSync() as Float32Array, { batch });
    const tensor = tf.tensor(gradient);
    optimizer.applyGradients([{ name: variable.name, tensor }]);
    tensor.dispose();
  }, task.seconds);
}

/** A whole step as `train` does it, with stock tf.train.adam: loss, gradient, update, norms, everything read back. */
async function step({ cell, features, units, classes, batch, length, seconds }: Task): Promise<Answer> {
  const config = (steps: number) =>
    parseTrainingConfig({
      data: { samples: batch, length, features, classes },
      model: { cell, units },
      batchSize: "full",
      steps,
      optimizer: { kind: "adam", learningRate: { absolute: 1e-3 } },
    });
  const lasting = async (steps: number) => {
    const start = performance.now();
    await train(config(steps), { backend: "wasm" });
    return (performance.now() - start) / steps;
  };
  // A warm-up of the same length as the other sides have, found by a short one.
  const warm = Math.max(10, Math.round(300 * seconds / await lasting(20)));
  const steps = Math.max(10, Math.round(1000 * seconds / await lasting(warm)));
  return { ms: await lasting(steps), steps };
}
