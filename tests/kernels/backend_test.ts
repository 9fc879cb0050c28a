import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import type { BackendInfo } from "../../src/core/mod.ts";
import { TFJS_VERSION, useBackend } from "../../src/kernels/mod.ts";
import { webgpuTest } from "../_webgpu.ts";

interface Probed {
  results: {
    info?: BackendInfo;
    current?: string;
    sum?: number;
    forwards?: boolean;
    message?: string;
    isInputError?: boolean;
  }[];
  said: string[];
  asked: unknown[];
}

/** Uses backends one after the other in a process of its own, with the permissions that the command has. */
async function probe(scenario: string, ...backends: string[]): Promise<Probed & { stderr: string }> {
  const root = new URL("../../", import.meta.url);
  const file = new URL("_backend_probe.ts", import.meta.url).pathname;
  const args = ["run", "--no-check", "--allow-read", "--allow-env", file, scenario, ...backends];
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), { args, cwd: root }).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  assert(stdout.length > 0, decode(stderr));
  return { ...JSON.parse(decode(stdout)), stderr: decode(stderr) };
}

for (const backend of ["cpu", "wasm"]) {
  Deno.test(`${backend}: becomes the current one, computes, and prints nothing, nor does tfjs`, async () => {
    const { results, said, stderr } = await probe("no-adapter", backend);
    const [{ info, current, sum }] = results;
    assertEquals([info, current, sum], [{ name: backend } as BackendInfo, backend, 14]);
    assertEquals([said, stderr], [[], ""]);
  });
}

Deno.test("every order of backends: each use makes its backend the current one again, in silence", async () => {
  const { results, said } = await probe("no-adapter", "wasm", "cpu", "wasm", "auto", "cpu");
  assertEquals(results.map(({ info }) => info?.name), ["wasm", "cpu", "wasm", "wasm", "cpu"]);
  assertEquals(results.map(({ current }) => current), ["wasm", "cpu", "wasm", "wasm", "cpu"]);
  assertEquals(said, []);
});

for (const scenario of ["no-webgpu", "no-adapter", "software-adapter"]) {
  Deno.test(`auto, ${scenario}: wasm`, async () => {
    const { results: [{ info, current }], said } = await probe(scenario, "auto");
    assertEquals([info, current], [{ name: "wasm" }, "wasm"]);
    assertEquals(said, []);
  });
}

Deno.test("auto, where wasm does not start: cpu", async () => {
  const { results: [auto, wasm] } = await probe("no-wasm", "auto", "wasm");
  assertEquals([auto.info, auto.current, auto.sum], [{ name: "cpu" }, "cpu", 14]);
  assertStringIncludes(wasm.message!, "tfjs cannot start its wasm backend");
});

for (const scenario of ["no-webgpu", "no-adapter"]) {
  Deno.test(`webgpu by name, ${scenario}: an InputError that names the remedy, each time, and others still work`, async () => {
    const { results: [first, second, cpu], said } = await probe(scenario, "webgpu", "webgpu", "cpu");
    assertEquals(first, {
      message: 'InputError: backend: must be "wasm" or "cpu" here: there is no WebGPU adapter, hardware or software',
      isInputError: true,
    });
    assertEquals(second, first);
    assertEquals([cpu.current, cpu.sum], ["cpu", 14]);
    assertEquals(said, []);
  });
}

webgpuTest(
  "webgpu: becomes the current one, names its adapter, computes small tensors on it too, and prints nothing",
  async () => {
    const { results: [{ info, current, sum, forwards }], said } = await probe("as-it-is", "webgpu");
    assertEquals([info!.name, current, sum, forwards], ["webgpu", "webgpu", 14, false]);
    assert(info!.adapter);
    assertEquals(typeof info!.software, "boolean");
    assertEquals(said, []);
  },
);

webgpuTest("auto with a hardware adapter: webgpu, asked for as tfjs asks", async () => {
  const { results: [{ info, current, sum }], asked } = await probe("hardware-adapter", "auto");
  assertEquals([info, current, sum], [{ name: "webgpu", adapter: "stand-in", software: false }, "webgpu", 14]);
  // Once to choose, once to start, once by tfjs itself.
  assertEquals(asked, Array(3).fill({ powerPreference: "high-performance" }));
});

Deno.test("the version of tfjs is that of tfjs", () => {
  assertEquals(TFJS_VERSION, tf.version.tfjs);
  assertMatch(TFJS_VERSION, /^\d+\.\d+\.\d+$/);
});

Deno.test("what is computed on one backend can be used on another", async () => {
  await useBackend("cpu");
  const made = tf.tensor1d([1, 2]);
  await useBackend("wasm");
  const doubled = made.mul(2);
  assertEquals([...doubled.dataSync()], [2, 4]);
  tf.dispose([made, doubled]);
});
