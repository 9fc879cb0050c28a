import * as tf from "@tensorflow/tfjs";
import { readBack } from "../kernels/mod.ts";
import type { Problem } from "./problems/mod.ts";

/**
 * The weights as tf.Variables that any optimizer can update. The rules of tf.train are elementwise, so they see one
 * flat variable (fewer, larger operations, the same numbers); a subject sees one variable a weight array, in its shape.
 */
export class WeightVariables {
  readonly #variables: tf.Variable[];
  readonly #sizes: number[];
  readonly #length: number;

  constructor({ initial, layout }: Pick<Problem, "initial" | "layout">, { flat }: { flat: boolean }) {
    const blocks = flat ? [{ shape: [initial.length], offset: 0, size: initial.length }] : layout;
    this.#sizes = blocks.map((block) => block.size);
    this.#length = initial.length;
    this.#variables = blocks.map(({ shape, offset, size }) => {
      const start = tf.tensor(initial.slice(offset, offset + size), shape);
      const variable = tf.variable(start);
      start.dispose();
      return variable;
    });
  }

  /** Lets the optimizer make its update from a flat gradient, an array or a tensor `[n]`. */
  update(optimizer: tf.Optimizer, gradient: Float32Array | tf.Tensor): void {
    let offset = 0;
    const gradients = this.#variables.map((variable, i) => {
      const size = this.#sizes[i], tensor = part(gradient, { offset, size, shape: variable.shape });
      offset += size;
      return { name: variable.name, tensor };
    });
    // In no tf.tidy: that would take away state that a subject keeps in plain tensors, and hide what it leaks.
    try {
      optimizer.applyGradients(gradients);
    } finally {
      for (const { tensor } of gradients) tensor.dispose();
    }
  }

  /** The weights now, flat. */
  async read(): Promise<Float32Array> {
    const out = new Float32Array(this.#length);
    let offset = 0;
    for (const [i, values] of (await readBack(this.#variables)).entries()) {
      out.set(values, offset);
      offset += this.#sizes[i];
    }
    return out;
  }

  /** The weights now as a tensor `[n]`, the caller's to dispose of; later updates leave it as it is. */
  flat(): tf.Tensor {
    const [only, ...more] = this.#variables;
    if (more.length === 0) return only.clone();
    return tf.tidy(() => tf.concat(this.#variables.map((variable) => variable.flatten())));
  }

  dispose(): void {
    for (const variable of this.#variables) variable.dispose();
  }
}

function part(
  gradient: Float32Array | tf.Tensor,
  { offset, size, shape }: { offset: number; size: number; shape: number[] },
): tf.Tensor {
  if (gradient instanceof Float32Array) return tf.tensor(gradient.subarray(offset, offset + size), shape);
  return size === gradient.size ? gradient.clone() : tf.tidy(() => tf.slice(gradient, [offset], [size]).reshape(shape));
}
