import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { InputError } from "../core/mod.ts";
import { type ClassifierShape, parameterCount } from "./classifier_shape.ts";
import { composedLoss } from "./composed/classifier.ts";
import { defineKernel, runKernel } from "./define_kernel.ts";
import { kernelFor } from "./kernel_for.ts";
import { wasmClassifier } from "./wasm/classifier.ts";
import { webgpuClassifier } from "./webgpu/classifier.ts";
import { throwDeviceError } from "./webgpu/device_errors.ts";

/** The op's name in tfjs. Outputs: loss and right (scalars) and, if it is wanted, the gradient `[n]`. */
export const RECURRENT_CLASSIFIER = "RecurrentClassifier";

/** What the op works on: float32 tensors. */
export interface ClassifierTensors {
  /** `[n]`, as `parameterLayout` says. */
  parameters: tf.Tensor;
  /** `[size, length, features]` */
  inputs: tf.Tensor;
  /** `[size, classes]` */
  labels: tf.Tensor;
}

interface Attributes {
  shape: ClassifierShape;
  gradient: boolean;
}

type Inputs = Record<keyof ClassifierTensors, tf.TensorInfo>;

for (const backendName of ["cpu", "wasm"]) {
  defineKernel({ name: RECURRENT_CLASSIFIER, backendName, run: runOnHost });
}

/** Registers the op with the webgpu backend; for those that tfjs itself computes on the host it is registered already. */
export function registerWebgpuKernel(): void {
  defineKernel({ name: RECURRENT_CLASSIFIER, backendName: "webgpu", run: runOnDevice });
}

function runOnHost(
  { inputs: tensors, attrs, backend }: { inputs: Inputs; attrs: Attributes; backend: tf.KernelBackend },
): tf.TensorInfo[] {
  const [size, length] = tensors.inputs.shape;
  const [parameters, inputs, labels] = [tensors.parameters, tensors.inputs, tensors.labels]
    .map(({ dataId }) => backend.readSync(dataId) as Float32Array);
  const { shape, gradient: wanted } = attrs, batch = { inputs, labels, size, length };
  const { loss, right, gradient } = wasmClassifier(shape, parameters, { batch, gradient: wanted });
  const output = (values: Float32Array, shape: number[]): tf.TensorInfo => (
    { dataId: backend.write(values, shape, "float32"), shape, dtype: "float32" }
  );
  const totals = [loss, right].map((value) => output(Float32Array.of(value), []));
  return wanted ? [...totals, output(gradient, [gradient.length])] : totals;
}

function runOnDevice(
  { inputs, attrs, backend }: { inputs: Inputs; attrs: Attributes; backend: WebGPUBackend },
): tf.TensorInfo[] {
  throwDeviceError();
  const [size, length] = inputs.inputs.shape;
  return webgpuClassifier(backend, { ...attrs, ...inputs, size, length });
}

tf.registerGradient({
  kernelName: RECURRENT_CLASSIFIER,
  outputsToSave: [false, false, true],
  gradFunc: (dy, [gradient]) => ({
    parameters: () => tf.mul((dy as tf.Tensor[])[0], gradient),
    inputs: () => refuse("inputs"),
    labels: () => refuse("labels"),
  }),
});

function refuse(what: string): never {
  throw new Error(`${RECURRENT_CLASSIFIER} has no gradient with respect to its ${what}: only its parameters have one`);
}

/** Runs the op: loss, right and, if it is wanted, the gradient, the caller's to dispose of. */
export function runClassifierOp(inputs: ClassifierTensors, attrs: Attributes): tf.Tensor[] {
  return runKernel(RECURRENT_CLASSIFIER, { inputs, attrs });
}

/**
 * The loss of a recurrent classifier as a tfjs operation, differentiable once with respect to the parameters, so that
 * any tf.Optimizer can minimise it:
 *
 * ```ts ignore
 * optimizer.minimize(() => recurrentClassifierLoss(shape, { parameters, inputs, labels }));
 * ```
 *
 * One fused kernel computes loss and gradient together wherever {@linkcode kernelFor} says so, tfjs operations else. A
 * second derivative would be 0, not what is right: tfjs takes a kernel's gradient for a constant.
 *
 * @returns a scalar, nats
 * @throws {InputError} if a tensor's shape is not what the classifier's shape asks for
 */
export function recurrentClassifierLoss(shape: ClassifierShape, tensors: ClassifierTensors): tf.Scalar {
  const { parameters, inputs, labels } = tensors, [size, length] = inputs.shape;
  mustBe("parameters", parameters, [parameterCount(shape)]);
  mustBe("inputs", inputs, [size, length, shape.features]);
  mustBe("labels", labels, [size, shape.classes]);
  return tf.tidy(() =>
    kernelFor(shape, { size, length }) === "fused"
      ? runClassifierOp(tensors, { shape, gradient: true })[0] as tf.Scalar
      : composedLoss(shape, tensors)
  );
}

function mustBe(name: string, { shape, dtype }: tf.Tensor, expected: number[]): void {
  if (dtype === "float32" && shape.join() === expected.join()) return;
  throw new InputError(name, `must be a float32 tensor [${expected}]: it is ${dtype} [${shape}]`);
}
