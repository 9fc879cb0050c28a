import type * as tf from "@tensorflow/tfjs";
import { gradientProgram } from "./gradient.ts";
import { dispatch, type WebGPUBackend } from "./program.ts";
import { samplesProgram } from "./samples.ts";
import type { Task } from "./task.ts";
import { totalProgram } from "./totals.ts";

/**
 * The recurrent classifier on the device, in four dispatches, three without the gradient: each sample's pass, the weights'
 * gradient, and two sums. Float32, one order of operations.
 *
 * @returns loss and right (scalars) and, if it is wanted, the gradient `[n]`
 */
export function webgpuClassifier(backend: WebGPUBackend, task: Task): tf.TensorInfo[] {
  const records = dispatch(backend, samplesProgram(task));
  const gradient = task.gradient ? [dispatch(backend, gradientProgram(task, records))] : [];
  const totals = (["meanLoss", "hits"] as const).map((of) => dispatch(backend, totalProgram(task, records, { of })));
  backend.disposeData(records.dataId);
  return [...totals, ...gradient];
}
