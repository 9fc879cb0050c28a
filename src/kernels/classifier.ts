import * as tf from "@tensorflow/tfjs";
import type { Batch, ClassifierShape, Evaluated } from "./classifier_shape.ts";
import { composedClassifier } from "./composed/classifier.ts";
import { kernelFor } from "./kernel_for.ts";
import { runClassifierOp } from "./op.ts";
import { readBack } from "./read_back.ts";
import { wasmClassifier } from "./wasm/classifier.ts";

/**
 * Loss, hits and gradient of a recurrent classifier on one batch, on the current backend.
 *
 * @param parameters flat, as `parameterLayout` says
 * @param options `gradient: false` leaves the backward pass out
 * @throws {Error} if a WebGPU device reports one
 */
export async function recurrentClassifier(
  shape: ClassifierShape,
  parameters: Float32Array,
  options: { batch: Batch; gradient?: boolean },
): Promise<Evaluated> {
  if (kernelFor(shape, options.batch, options) === "composed") {
    return await composedClassifier(shape, parameters, options);
  }
  if (tf.getBackend() === "webgpu") return await webgpuEvaluated(shape, parameters, options);
  return wasmClassifier(shape, parameters, options);
}

async function webgpuEvaluated(
  shape: ClassifierShape,
  parameters: Float32Array,
  { batch, gradient = true }: { batch: Batch; gradient?: boolean },
): Promise<Evaluated> {
  const outputs = tf.tidy(() =>
    runClassifierOp({ parameters: tf.tensor1d(parameters), ...batchTensors(shape, batch) }, { shape, gradient })
  );
  const [[loss], [right], flat] = await readBack(outputs).finally(() => tf.dispose(outputs));
  return { loss, right, gradient: flat ?? new Float32Array(0) };
}

/** A batch as tensors on the current backend, the caller's to dispose of. */
export function batchTensors(
  { features, classes }: ClassifierShape,
  { inputs, labels, size, length }: Batch,
): { inputs: tf.Tensor3D; labels: tf.Tensor2D } {
  return { inputs: tf.tensor3d(inputs, [size, length, features]), labels: tf.tensor2d(labels, [size, classes]) };
}
