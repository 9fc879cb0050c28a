import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals } from "@std/assert";
import type { OptimizerSpec, RuleSpec } from "../../src/core/mod.ts";
import type { Gradients } from "../../src/optimizers/mod.ts";

/** Those that run everywhere, and differ in what their kernels do to NaN. */
export const BACKENDS = ["cpu", "wasm"] as const;

/** Makes a backend the current one, loading it first. */
export async function use(backend: typeof BACKENDS[number]): Promise<void> {
  if (backend === "wasm") (await import("@tensorflow/tfjs-backend-wasm")).setThreadsCount(1);
  assert(await tf.setBackend(backend));
}

/** A spec of a constant rate .1 without clipping, some fields replaced. */
export function specOf(rule: RuleSpec, fields: Partial<OptimizerSpec> = {}): OptimizerSpec {
  const common = { learningRate: { absolute: 0.1 }, schedule: { kind: "constant" }, clip: { kind: "none" } } as const;
  return { ...rule, ...common, ...fields } as OptimizerSpec;
}

/** A variable with nothing but itself to dispose of. */
export function variableOf(values: number[], shape = [values.length]): tf.Variable {
  return tf.tidy(() => tf.variable(tf.tensor(values, shape)));
}

/** Applies one gradient after the other to a variable that starts at `start`; gives its values after each. */
export function descend(
  optimizer: tf.Optimizer,
  { start = [0], gradients }: { start?: number[]; gradients: readonly (readonly number[])[] },
): Float32Array[] {
  const variable = variableOf(start);
  const path = gradients.map((values) => {
    const tensor = tf.tensor1d([...values]);
    optimizer.applyGradients({ [variable.name]: tensor });
    tensor.dispose();
    return Float32Array.from(variable.dataSync());
  });
  variable.dispose();
  return path;
}

/** Changes nothing, and keeps the values of the gradients that it is given. */
export class Recorder extends tf.Optimizer {
  static readonly className = "Recorder";
  given: Gradients = [];
  values: (Float32Array | null)[] = [];

  applyGradients(gradients: Gradients): void {
    this.given = gradients;
    const tensors: (tf.Tensor | null | undefined)[] = Array.isArray(gradients)
      ? gradients.map(({ tensor }) => tensor)
      : Object.values(gradients);
    this.values = tensors.map((tensor) => tensor ? Float32Array.from(tensor.dataSync()) : null);
  }

  getConfig() {
    return { kept: true };
  }
}

/** What a decorator makes of the gradients of several variables. */
export function passThrough(
  decorate: (inner: tf.Optimizer) => tf.Optimizer,
  gradients: readonly (readonly number[])[],
): Float32Array[] {
  const recorder = new Recorder();
  const tensors = gradients.map((values) => tf.tensor1d([...values]));
  const before = tf.memory().numTensors;
  decorate(recorder).applyGradients(tensors.map((tensor, i) => ({ name: `v${i}`, tensor })));
  assertEquals(tf.memory().numTensors, before);
  tf.dispose(tensors);
  return recorder.values as Float32Array[];
}

/** The bits of float32 numbers: tells -0 from 0. */
export const bits = (values: ArrayLike<number>): Uint32Array => new Uint32Array(Float32Array.from(values).buffer);
