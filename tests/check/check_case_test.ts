import { assertEquals } from "@std/assert";
import { checkCase, type FailureRecord, type TrainingConfig } from "../../mod.ts";
import { CONFIG } from "./_explained.ts";

const BASE = { maxShrinks: 9, shrinkTime: 60, store: false, backend: "wasm", properties: ["descends"] } as const;

Deno.test("what is found out about a record's config keeps where that came from, and is told as it is stored", async () => {
  const store = await Deno.makeTempDir(), told: [boolean, boolean][] = [];
  const config = { ...CONFIG, batchSize: "full" as const, steps: 20, optimizer: { ...CONFIG.optimizer, beta2: 1 } };
  const { failure } = await checkCase(config as TrainingConfig, BASE), { record } = failure!;
  const found: FailureRecord = { ...record, original: CONFIG, seed: -9, path: "3:1", recipe: "steadfast check" };
  const again = await checkCase(record.config, {
    ...BASE,
    found,
    store,
    onEvent: (event) => {
      if (event.kind !== "stored") return;
      told.push([Deno.statSync(event.file).isFile, "explanation" in event.record]);
    },
  });
  const { original, seed, path, recipe } = again.failure!.record;
  assertEquals([original, seed, path, recipe], [CONFIG, -9, "3:1", "steadfast check"]);
  assertEquals([again.failure!.original, told], [CONFIG, [[true, false], [true, true]]]);
  await Deno.remove(store, { recursive: true });
});
