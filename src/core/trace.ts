/** How a training ended. Divergence is data: nothing is thrown. */
export type Ending =
  | { kind: "completed" }
  /** The first step (from 0) whose loss, gradient or weights held a NaN or an infinity. */
  | { kind: "non-finite"; step: number; where: "loss" | "gradient" | "weights" }
  /** Cut by the caller's signal after `steps` whole steps. */
  | { kind: "aborted"; steps: number }
  /** Cut by the deadline after `steps` whole steps. */
  | { kind: "deadline"; steps: number };

/** What computed the numbers. A replay to the bit is promised on the same backend only. */
export interface BackendInfo {
  /** The tfjs backend. */
  name: "cpu" | "wasm" | "webgpu";
  /** The WebGPU adapter's own description; absent elsewhere. */
  adapter?: string;
  /** True if the WebGPU adapter runs in software: its timings say nothing of a GPU. */
  software?: boolean;
}

/** A number, or a vector, measured at some steps only (sharpness, a noise-free evaluation). */
export interface Measurement {
  /** Name of what was measured. */
  quantity: string;
  /** Measured with the weights before this step's update, from 0; `steps` = after the last update. */
  step: number;
  /** What was measured; how many numbers, and their units, are the quantity's. */
  values: number[];
}

/** Means over one pass through the training set; the last may be a part of one. */
export interface EpochMeans {
  /** Mean of the mini-batch losses (nats, times the loss scale). */
  loss: number;
  /** Mean of the mini-batch accuracies, 0..1. */
  accuracy: number;
}

/** What one run recorded. The series have one entry a step, in step order. */
export interface TrainingTrace {
  /** Mini-batch loss (nats, times the loss scale) with the weights before the step's update. */
  loss: number[];
  /** Share of the mini-batch whose largest probability is at the label's largest entry, 0..1. */
  accuracy: number[];
  /** Euclidean norm of the gradient handed to the optimizer. */
  gradientNorm: number[];
  /** Euclidean norm of the change of the weights. */
  updateNorm: number[];
  /** Euclidean norm of the weights after the update. */
  weightNorm: number[];
  /** Means of loss and accuracy, one entry an epoch. */
  epochs: EpochMeans[];
  /** The quantities that were asked for, in step order. */
  measurements: Measurement[];
  /** Whether all steps were done and, if not, what stopped it. */
  ending: Ending;
  /** What it ran on. */
  backend: BackendInfo;
  /** Which code computed loss and gradient: one fused op, many of tfjs, plain float64 loops, or code from outside. */
  kernel: "fused" | "composed" | "plain" | "own";
  /** Tensors that were left: by the steps after the second, and after everything was disposed of. */
  leaked: { bySteps: number; afterwards: number };
}

/** The values of `quantity`, in step order. */
export function measured(trace: TrainingTrace, quantity: string): Measurement[] {
  return trace.measurements.filter((m) => m.quantity === quantity);
}

/** The series of a trace. */
export const SERIES = ["loss", "accuracy", "gradientNorm", "updateNorm", "weightNorm"] as const;

/**
 * SHA-256 over the bits of every series, measurement and the ending: equal if and only if the runs are bit-equal.
 * NaNs are made canonical first, as WebAssembly does not fix their bits.
 */
export async function traceDigest(trace: TrainingTrace): Promise<string> {
  const series: [string, number[]][] = SERIES.map((name) => [name, trace[name]]);
  for (const { quantity, step, values } of trace.measurements) series.push([`${quantity}@${step}`, values]);
  const text = new TextEncoder().encode(
    JSON.stringify([trace.ending, series.map(([name, values]) => [name, values.length])]),
  );
  const numbers = Float64Array.from(series.flatMap(([, values]) => values), (x) => Number.isNaN(x) ? NaN : x);
  const bytes = new Uint8Array(text.length + numbers.byteLength);
  bytes.set(text);
  bytes.set(new Uint8Array(numbers.buffer), text.length);
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
