import { assertEquals } from "@std/assert";
import { parseTrainingConfig } from "../../src/core/mod.ts";
import { changeClassifier, changeConfig, changeOptimizer, restoring } from "../../src/diagnosis/changes.ts";
import { at } from "./_observation.ts";

const CONFIG = parseTrainingConfig({ optimizer: at(0.01, "adam"), batchSize: 4 });

Deno.test("fields of the optimizer: nothing else is changed, and the words tell from what to what", () => {
  const clip = { kind: "global-norm", max: 0.5 };
  const { intervention, change, setup } = changeOptimizer(CONFIG, { epsilon: 1e-4, clip }, "epsilon");
  assertEquals(intervention, "epsilon");
  assertEquals(change, "epsilon 1e-7 -> 1e-4, clip none -> global-norm 0.5");
  assertEquals(setup as unknown, { config: { ...CONFIG, optimizer: { ...CONFIG.optimizer, epsilon: 1e-4, clip } } });
});

Deno.test("a field of data, model, loss, or the config itself, and what it stands for by default", () => {
  const data = changeClassifier(CONFIG, ["data", "labels"], {
    value: { kind: "wrong", share: 0.5 },
    intervention: "labels",
  });
  assertEquals(data.change, "labels one-hot -> wrong 0.5");
  assertEquals(data.setup.config as unknown, {
    ...CONFIG,
    data: { ...CONFIG.data, labels: { kind: "wrong", share: 0.5 } },
  });
  const order = changeConfig(CONFIG, "batchOrder", { value: { seed: 3 }, intervention: "another order" });
  assertEquals(order.change, "batchOrder default -> 3");
  assertEquals(order.setup.config as unknown, { ...CONFIG, batchOrder: { seed: 3 } });
});

Deno.test("a change that restores says so, and is the same otherwise", () => {
  const change = changeOptimizer(CONFIG, { beta1: 0.5 }, "beta1");
  assertEquals(restoring(change), { ...change, restores: true });
  assertEquals(change.restores, undefined);
});
