import * as tf from "@tensorflow/tfjs";

/** A kernel with the types that tfjs leaves open. */
export interface KernelDefinition<Inputs, Attributes, Backend> {
  /** The op's name in tfjs. */
  name: string;
  /** The tfjs backend that it is for; it need not be loaded yet. */
  backendName: string;
  /** Makes the outputs from the inputs; their data is reached through the backend. */
  run(given: { inputs: Inputs; attrs: Attributes; backend: Backend }): tf.TensorInfo[];
}

/**
 * Registers a kernel with tfjs in the place of any of that name.
 *
 * @throws {Error} if another is in its place afterwards
 */
export function defineKernel<Inputs, Attributes, Backend>(
  { name, backendName, run }: KernelDefinition<Inputs, Attributes, Backend>,
): void {
  // tfjs keeps the old one, and only warns, where a name is taken.
  if (tf.getKernel(name, backendName)) tf.unregisterKernel(name, backendName);
  // To tfjs, inputs and attributes are maps of anything, and a backend is {}.
  const kernelFunc = run as unknown as tf.KernelFunc;
  tf.registerKernel({ kernelName: name, backendName, kernelFunc });
  if (tf.getKernel(name, backendName)?.kernelFunc !== kernelFunc) {
    throw new Error(`tfjs has another kernel ${name} for its ${backendName} backend`);
  }
}

/** Runs a kernel on the current backend: its outputs are the caller's to dispose of. */
export function runKernel<Inputs, Attributes>(
  name: string,
  { inputs, attrs }: { inputs: Inputs; attrs: Attributes },
): tf.Tensor[] {
  return tf.engine().runKernel<tf.Tensor[]>(name, inputs as tf.NamedTensorMap, attrs as tf.NamedAttrMap);
}
