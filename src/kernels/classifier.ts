import * as tf from "@tensorflow/tfjs";
import type { Batch, ClassifierShape, Evaluated } from "./classifier_shape.ts";
import { composedClassifier } from "./composed/classifier.ts";
import { referenceClassifier } from "./reference/classifier.ts";

/** Which code a shape runs on: plain loops with the backends cpu and wasm, tfjs operations else and for tf.losses. */
export function kernelFor({ loss }: ClassifierShape): "fused" | "composed" {
  return loss.kind === "tf-losses" || tf.getBackend() === "webgpu" ? "composed" : "fused";
}

/**
 * Loss, hits and gradient of a recurrent classifier on one batch, on the current backend.
 *
 * @param parameters flat, as `parameterLayout` says
 * @param options `gradient: false` leaves the backward pass out
 */
export async function recurrentClassifier(
  shape: ClassifierShape,
  parameters: Float32Array,
  options: { batch: Batch; gradient?: boolean },
): Promise<Evaluated> {
  if (kernelFor(shape) === "fused") return referenceClassifier(shape, parameters, options);
  return await composedClassifier(shape, parameters, options);
}
