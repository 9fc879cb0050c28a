import type { Gradients, Tensor } from "./optimizer.ts";

/** Gradients in their order. Typed as always there, but null or undefined where a variable has no part in the loss. */
export function namedGradients(gradients: Gradients): { name: string; tensor: Tensor | null | undefined }[] {
  return Array.isArray(gradients)
    ? gradients
    : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor: tensor as Tensor }));
}
