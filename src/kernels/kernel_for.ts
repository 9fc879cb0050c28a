import * as tf from "@tensorflow/tfjs";
import type { Batch, ClassifierShape } from "./classifier_shape.ts";
import { fits } from "./webgpu/plan.ts";

/**
 * Which code a shape runs on with the current backend: a kernel of our own (WebAssembly with the backends cpu and wasm,
 * WGSL with webgpu), or tfjs operations for the losses of tf.losses and for what is beyond a WebGPU device's limits.
 *
 * @param batch a smaller one runs on the fused kernel if a larger does
 * @param options `gradient: false` without the backward pass, which takes memory
 */
export function kernelFor(
  shape: ClassifierShape,
  { size, length }: Pick<Batch, "size" | "length">,
  { gradient = true }: { gradient?: boolean } = {},
): "fused" | "composed" {
  if (shape.loss.kind === "tf-losses") return "composed";
  return tf.getBackend() !== "webgpu" || fits(shape, { size, length, gradient }) ? "fused" : "composed";
}
