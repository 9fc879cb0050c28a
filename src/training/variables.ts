import * as tf from "@tensorflow/tfjs";
import { type ClassifierShape, parameterLayout } from "../kernels/mod.ts";

/**
 * The weights as tf.Variables that any optimizer can update. The rules of tf.train are elementwise, so they see one
 * flat variable (fewer, larger operations, the same numbers); a subject sees one variable a weight array, in its shape.
 */
export class WeightVariables {
  readonly #variables: tf.Variable[];
  readonly #sizes: number[];
  readonly #length: number;

  constructor(shape: ClassifierShape, initial: Float32Array, { flat }: { flat: boolean }) {
    const blocks = flat ? [{ shape: [initial.length], offset: 0, size: initial.length }] : parameterLayout(shape);
    this.#sizes = blocks.map((block) => block.size);
    this.#length = initial.length;
    this.#variables = blocks.map(({ shape, offset, size }) => {
      const start = tf.tensor(initial.slice(offset, offset + size), shape);
      const variable = tf.variable(start);
      start.dispose();
      return variable;
    });
  }

  /** Lets the optimizer make its update from a flat gradient. */
  update(optimizer: tf.Optimizer, gradient: Float32Array): void {
    let offset = 0;
    const gradients = this.#variables.map((variable, i) => {
      const part = gradient.subarray(offset, offset += this.#sizes[i]);
      return { name: variable.name, tensor: tf.tensor(part, variable.shape) };
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
    for (const [i, variable] of this.#variables.entries()) {
      // Waiting for a promise costs more than the read where the memory is ours.
      out.set((tf.getBackend() === "webgpu" ? await variable.data() : variable.dataSync()) as Float32Array, offset);
      offset += this.#sizes[i];
    }
    return out;
  }

  dispose(): void {
    for (const variable of this.#variables) variable.dispose();
  }
}
