import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";

/** What went to the device. */
export interface Seen {
  /** Names of this package's programs, in order. */
  own: string[];
  /** How many dispatches there were in all. */
  dispatches: number;
  /** How many times a buffer was read back. */
  reads: number;
  /** How many tensors were made of numbers of the host's. */
  uploads: number;
}

/** Watches the device, the current backend's, while `work` runs. */
export async function watchingDevice(work: () => Promise<unknown> | unknown): Promise<Seen> {
  const backend = tf.backend() as WebGPUBackend, seen: Seen = { own: [], dispatches: 0, reads: 0, uploads: 0 };
  const pass = GPUComputePassEncoder.prototype, { dispatchWorkgroups } = pass;
  const run = backend.runWebGPUProgram, read = backend.getBufferData, write = backend.write;
  pass.dispatchWorkgroups = function (...counts) {
    seen.dispatches++;
    dispatchWorkgroups.apply(this, counts);
  };
  backend.runWebGPUProgram = function (program, ...rest) {
    const own = program.shaderKey.match(/^steadfast (.*)/)?.[1];
    if (own) seen.own.push(own);
    return run.call(this, program, ...rest);
  };
  backend.getBufferData = function (buffer) {
    seen.reads++;
    return read.call(this, buffer);
  };
  backend.write = function (values, ...rest) {
    if (values) seen.uploads++;
    return write.call(this, values, ...rest);
  };
  try {
    await work();
  } finally {
    pass.dispatchWorkgroups = dispatchWorkgroups;
    Object.assign(backend, { runWebGPUProgram: run, getBufferData: read, write });
  }
  return seen;
}
