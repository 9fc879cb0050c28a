import { requestAdapter } from "../src/kernels/mod.ts";

const adapter = await requestAdapter();
const isRequired = Deno.env.get("STEADFAST_REQUIRE_WEBGPU") !== undefined;

/**
 * Registers a test that needs a WebGPU adapter, hardware or software. Without one it is ignored and its name says why;
 * it fails instead where the environment variable STEADFAST_REQUIRE_WEBGPU is set.
 */
export function webgpuTest(name: string, fn: () => Promise<void>): void {
  const ignore = !adapter && !isRequired;
  Deno.test({
    name: ignore ? `${name} (ignored: there is no WebGPU adapter here, hardware or software)` : name,
    ignore,
    // tfjs opens its device once, at the first test that needs it, and keeps it and its buffers to the end of the file.
    sanitizeOps: false,
    sanitizeResources: false,
    fn,
  });
}
