import type * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";

export type { WebGPUBackend };

/** One dispatch. All tensors are float32, and the code sees them as flat arrays. */
export interface Program {
  /** Names the code, constants in it included: programs of one name are compiled once. */
  name: string;
  /** WGSL with a function `main(index : i32)`; tfjs adds the declarations of `result`, the inputs and `uniforms`. */
  code: () => string;
  /** Invocations of a workgroup. */
  invocations: number;
  /** Workgroups, at most 65535. */
  workgroups: number;
  inputs: Record<string, tf.TensorInfo>;
  /** Fields of `uniforms`. */
  integers?: Record<string, number>;
  /** Fields of `uniforms`. */
  floats?: Record<string, number>;
  /** The shape of a new output, or a tensor to write into. */
  output: number[] | tf.TensorInfo;
}

/** Queues a program on the device and gives its output, the caller's to dispose of. */
export function dispatch(backend: WebGPUBackend, program: Program): tf.TensorInfo {
  const { name, code, invocations, workgroups, inputs, integers = {}, floats = {}, output } = program;
  const made = Array.isArray(output) ? backend.makeTensorInfo(output, "float32") : output;
  const uniforms = [
    ...Object.keys(integers).map((key) => `${key} : i32`),
    ...Object.keys(floats).map((key) => `${key} : f32`),
  ];
  const values = [
    ...Object.values(integers).map((value) => ({ type: "int32", data: [value] })),
    ...Object.values(floats).map((value) => ({ type: "float32", data: [value] })),
  ];
  backend.runWebGPUProgram(
    {
      shaderKey: `steadfast ${name}`,
      getUserCode: code,
      workgroupSize: [invocations, 1, 1],
      dispatch: [workgroups, 1, 1],
      dispatchLayout: { x: [0] },
      variableNames: Object.keys(inputs),
      uniforms: uniforms.join(", "),
      outputShape: made.shape,
    },
    Object.values(inputs).map(flat),
    "float32",
    values,
    flat(made),
  );
  return made;
}

/** tfjs compiles a program anew for every combination of ranks. */
function flat({ dataId, dtype, shape }: tf.TensorInfo): tf.TensorInfo {
  return { dataId, dtype, shape: [shape.reduce((a, b) => a * b, 1)] };
}
