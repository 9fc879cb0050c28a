/**
 * Starts backends in a process of its own, as tfjs starts each but once: `deno run FILE SCENARIO BACKEND...`. Writes,
 * as JSON, what came of each backend and all that went to the console.
 */
const [scenario, ...backends] = Deno.args;

const said: string[] = [];
for (const method of ["log", "info", "warn", "error", "debug"] as const) {
  console[method] = (...data: unknown[]) => void said.push(`${method}: ${data.join(" ")}`);
}

const real = navigator.gpu?.requestAdapter.bind(navigator.gpu);
const asked: unknown[] = [];
const adapter = (isFallbackAdapter: boolean) => ({ info: { isFallbackAdapter, description: "stand-in" } });
const GPUS: Record<string, unknown> = {
  "no-webgpu": undefined,
  "no-adapter": { requestAdapter: () => Promise.resolve(null) },
  "software-adapter": { requestAdapter: () => Promise.resolve(adapter(true)) },
  // Seen first as a hardware adapter; what tfjs then asks for is the real one.
  "hardware-adapter": {
    requestAdapter: (options: GPURequestAdapterOptions) => asked.push(options) < 3 ? adapter(false) : real(options),
  },
};
if (scenario in GPUS) Object.defineProperty(navigator, "gpu", { value: GPUS[scenario], configurable: true });
if (scenario === "no-wasm") {
  Object.defineProperty(navigator, "gpu", { value: GPUS["no-adapter"], configurable: true });
  const instantiate = () => Promise.reject(new Error("no WebAssembly here"));
  Object.assign(WebAssembly, { instantiate, instantiateStreaming: instantiate });
}

const tf = await import("@tensorflow/tfjs");
const { useBackend } = await import("../../src/kernels/mod.ts");
const { InputError } = await import("../../src/core/mod.ts");

const results = [];
for (const backend of backends as Parameters<typeof useBackend>[0][]) {
  try {
    const info = await useBackend(backend);
    const sum = (await tf.tidy(() => tf.tensor1d([1, 2, 3]).square().sum()).data())[0];
    const forwards = info.name === "webgpu" ? tf.env().get("WEBGPU_CPU_FORWARD") : null;
    results.push({ info, current: tf.getBackend(), sum, forwards });
  } catch (error) {
    results.push({ message: String(error), isInputError: error instanceof InputError });
  }
}
await Deno.stdout.write(new TextEncoder().encode(JSON.stringify({ results, said, asked })));
// An open device would keep the process.
Deno.exit(0);
