import * as tf from "@tensorflow/tfjs";
import { throwDeviceError } from "./webgpu/device_errors.ts";

/**
 * The numbers of float32 tensors, read together; waits for the device.
 *
 * @throws {Error} if anything went wrong on a WebGPU device before
 */
export async function readBack(tensors: tf.Tensor[]): Promise<Float32Array[]> {
  // Waiting for a promise costs more than the read where the memory is ours.
  if (tf.getBackend() !== "webgpu") return tensors.map((tensor) => tensor.dataSync<"float32">());
  const values = await Promise.all(tensors.map((tensor) => tensor.data<"float32">()));
  throwDeviceError();
  return values;
}
