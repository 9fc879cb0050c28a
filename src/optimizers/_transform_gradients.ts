import * as tf from "@tensorflow/tfjs";
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
  const isList = Array.isArray(gradients);
  const named = isList ? gradients : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
  // Typed as always there, but null or undefined where a variable is not trainable or has no part in the loss.
  const present = named.filter(({ tensor }) => tensor != null);
  const transformed = tf.tidy(() => transform(present.map(({ tensor }) => tensor)));
  try {
    const rest = transformed.values();
    const list = named.map(({ name, tensor }) => ({ name, tensor: tensor == null ? tensor : rest.next().value! }));
    apply(isList ? list : Object.fromEntries(list.map(({ name, tensor }) => [name, tensor])));
  } finally {
    tf.dispose(transformed);
  }
}
