import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { type ClassifierConfig, InputError, isStochastic, parseTrainingConfig } from "../../src/core/mod.ts";
import { least } from "./_configs.ts";

Deno.test("only batches of less than all samples have an order", () => {
  const optimizer = { kind: "sgd", learningRate: { absolute: 0.1 } };
  const batched = (batchSize: number | "full") => parseTrainingConfig({ data: { samples: 32 }, optimizer, batchSize });
  const own = (batchSize: number | "full") =>
    parseTrainingConfig({ problem: "own" as const, name: "mine", optimizer, batchSize });
  const quadratic = parseTrainingConfig({ problem: "quadratic" as const, optimizer });
  assertEquals([batched(4), batched(31), own(4)].map(isStochastic), [true, true, true]);
  assertEquals([batched(32), batched("full"), own("full"), quadratic].map(isStochastic), [false, false, false, false]);
});

Deno.test("an order of batches: by name, by a seed, with a step's batch replaced; anything else is refused by its place", () => {
  for (const order of ["reshuffled", "by-class", { seed: 3 }, { replace: { step: 0, by: 7 } }, {}]) {
    const { batchOrder } = parseTrainingConfig(least("batchOrder", order)) as ClassifierConfig;
    assertEquals(batchOrder as unknown, order);
  }
  const replaced = [{ step: 1 }, { step: -1, by: 2 }, { step: 0.5, by: 2 }, { step: 0, by: 1e9 }];
  for (const order of ["sorted", { seed: -1 }, { by: 2 }, 3, ...replaced.map((replace) => ({ replace }))]) {
    const { message } = assertThrows(() => parseTrainingConfig(least("batchOrder", order), "c.json"), InputError);
    assertStringIncludes(message, "c.json: batchOrder");
  }
});
