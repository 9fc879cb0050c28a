import { assertEquals } from "@std/assert";
import { Laboratory, type Setup } from "../../../src/diagnosis/laboratory.ts";
import { backend } from "../../../src/diagnosis/mechanisms/backend.ts";
import { at, observationOf, outcomeOf, quadraticConfig } from "../_observation.ts";

/** Fails on some backends. */
class Backends extends Laboratory {
  readonly asked: string[] = [];
  constructor(readonly failing: string[]) {
    super({});
  }
  override run({ backend = "auto" }: Setup) {
    this.asked.push(backend);
    return Promise.resolve(outcomeOf(this.failing.includes(backend) ? [1, 9] : [1, 0.1]));
  }
}

const observationOn = (name: "wasm" | "webgpu", kernel: "fused" | "composed") => {
  const observation = observationOf([], { onset: 40, config: quadraticConfig(at(0.1)) });
  Object.assign(observation.outcome.trace, { backend: { name }, kernel });
  return observation;
};

Deno.test("what fails on one backend and holds on others has those as cures", async () => {
  const { plausible, evidence, changes } = await backend.examine(
    observationOn("webgpu", "fused"),
    new Backends(["cpu"]),
  );
  assertEquals([plausible, evidence.holdsOn], [true, "wasm"]);
  assertEquals(changes.map(({ setup, change }) => [setup.backend, change]), [["wasm", "backend webgpu -> wasm"]]);
});

Deno.test("what fails everywhere is refuted", async () => {
  const lab = new Backends(["cpu", "wasm"]),
    { plausible, changes } = await backend.examine(observationOn("webgpu", "fused"), lab);
  assertEquals([plausible, changes, lab.asked], [false, [], ["wasm", "cpu"]]);
});

Deno.test("cpu and wasm have the same bits of the fused kernel, and are not tried; of what is composed they may differ", async () => {
  const fused = new Backends([]), composed = new Backends([]);
  assertEquals((await backend.examine(observationOn("wasm", "fused"), fused)).plausible, false);
  assertEquals((await backend.examine(observationOn("wasm", "composed"), composed)).plausible, true);
  assertEquals([fused.asked, composed.asked], [[], ["cpu"]]);
});
