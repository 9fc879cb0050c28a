import * as tf from "@tensorflow/tfjs";
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { type BackendInfo, InputError } from "../core/mod.ts";
import { registerWebgpuKernel } from "./op.ts";
import { watchDevice } from "./webgpu/device_errors.ts";

/** What can be asked for; "auto" is a hardware WebGPU adapter if there is one, else wasm, else cpu. */
export const BACKENDS = ["auto", "webgpu", "wasm", "cpu"] as const;
/** What can be asked for. */
export type BackendName = typeof BACKENDS[number];

const started = new Map<BackendName, Promise<BackendInfo>>();

/**
 * Makes a tfjs backend the current one, loading it at its first use. WebAssembly runs on one thread, so that its bits
 * do not depend on the machine.
 *
 * @throws {InputError} if "webgpu" was asked for by name and there is no adapter
 */
export async function useBackend(name: BackendName = "auto"): Promise<BackendInfo> {
  if (!started.has(name)) started.set(name, name === "auto" ? automatic() : start(name));
  const info = await started.get(name)!;
  if (tf.getBackend() !== info.name) await tf.setBackend(info.name);
  return info;
}

async function automatic(): Promise<BackendInfo> {
  const adapter = await requestAdapter();
  if (adapter && !adapter.info.isFallbackAdapter) return useBackend("webgpu");
  return await useBackend("wasm").catch(() => useBackend("cpu"));
}

async function start(name: Exclude<BackendName, "auto">): Promise<BackendInfo> {
  if (name === "webgpu") return await startWebgpu();
  if (name === "wasm") {
    const { setThreadsCount } = await import("@tensorflow/tfjs-backend-wasm");
    setThreadsCount(1);
  }
  if (!await tf.setBackend(name)) throw new Error(`tfjs cannot start its ${name} backend`);
  if (name === "cpu") silenceBanner();
  return { name };
}

async function startWebgpu(): Promise<BackendInfo> {
  const adapter = await requestAdapter();
  if (!adapter) {
    throw new InputError("backend", 'must be "wasm" or "cpu" here: there is no WebGPU adapter, hardware or software');
  }
  await import("@tensorflow/tfjs-backend-webgpu");
  // Else tfjs computes element-wise operations on small tensors on the CPU.
  tf.env().set("WEBGPU_CPU_FORWARD", false);
  if (!await tf.setBackend("webgpu")) throw new Error("tfjs cannot start its webgpu backend");
  watchDevice((tf.backend() as WebGPUBackend).device);
  registerWebgpuKernel();
  const { description, vendor, isFallbackAdapter } = adapter.info;
  return { name: "webgpu", adapter: description || vendor || "unknown adapter", software: isFallbackAdapter === true };
}

/** The adapter that tfjs would use, asked for as tfjs does, or null. */
export async function requestAdapter(): Promise<GPUAdapter | null> {
  return await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" }) ?? null;
}

/** The CPU backend's first tensor prints advice to use another package: let it be made in production mode. */
function silenceBanner(): void {
  const production = tf.env().getBool("PROD");
  tf.env().set("PROD", true);
  tf.scalar(0).dispose();
  tf.env().set("PROD", production);
}

/** The version of tfjs, for records. */
export const TFJS_VERSION: string = tf.version.tfjs;
