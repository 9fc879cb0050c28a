import * as tf from "@tensorflow/tfjs";
import { namedGradients } from "./_named_gradients.ts";
import type { Gradients } from "./optimizer.ts";

/**
 * Calls `apply` with the gradients that `transform` makes of those that are there, in the form, order and number they
 * came in (tf.train keeps its state by position), and disposes of them afterwards.
 *
 * @param transform must give new tensors, as many as it gets; what else it makes is tidied up
 */
export function transformGradients(
  gradients: Gradients,
  { transform, apply }: {
    transform: (gradients: tf.Tensor[]) => tf.Tensor[];
    apply: (gradients: Gradients) => void;
  },
): void {
  const named = namedGradients(gradients), present = named.flatMap(({ tensor }) => tensor ?? []);
  const transformed = tf.tidy(() => transform(present));
  try {
    const rest = transformed.values();
    const list = named.map(({ name, tensor }) => ({ name, tensor: tensor == null ? tensor : rest.next().value! }));
    const same = Array.isArray(gradients) ? list : Object.fromEntries(list.map(({ name, tensor }) => [name, tensor]));
    apply(same as Gradients);
  } finally {
    tf.dispose(transformed);
  }
}
