import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { tasksOf } from "../../../scripts/calibrate/make.ts";
import { drawConfig, FAMILIES, familyOf } from "../../../scripts/calibrate/recipe.ts";
import { halfOf, seedOf } from "../../../scripts/calibrate/split.ts";

Deno.test("a config is in the same half at any rate and with any seeds, and in either about as often", async () => {
  let tuning = 0;
  for (let index = 0; index < 200; index++) {
    const config = drawConfig(7, index), half = await halfOf(config);
    if (half === "tuning") tuning++;
    const other = {
      ...config,
      seed: 1,
      data: { ...config.data, seed: 2 },
      optimizer: { ...config.optimizer, learningRate: { absolute: 3 } },
    };
    assertEquals(await halfOf(other), half);
  }
  assert(tuning > 70 && tuning < 130, `${tuning}`);
});

Deno.test("the seed of the reported half is the first 32 bits of the commit's hash", () => {
  assertEquals(seedOf("00000010ffffffffffffffffffffffffffffffff"), 16);
  assertEquals(seedOf("ffffffff"), 2 ** 32 - 1);
  for (const wrong of ["", "abc", "HEAD", "0123456g", "-0000001"]) assertThrows(() => seedOf(wrong), Error, wrong);
});

Deno.test("the same seed draws the same configs, another one others; all optimizers, cells and batch sizes come round", () => {
  assertEquals(drawConfig(5, 3), drawConfig(5, 3));
  assertNotEquals(drawConfig(5, 3), drawConfig(6, 3));
  const configs = Array.from({ length: 216 }, (_, index) => drawConfig(5, index));
  const distinct = (of: (config: typeof configs[number]) => unknown) => new Set(configs.map(of)).size;
  assertEquals(distinct(({ optimizer }) => optimizer.kind), 8);
  assertEquals(distinct(({ model, batchSize }) => `${model.cell} ${batchSize}`), 12);
  assertEquals(distinct(({ data }) => "task" in data && data.task), 6);
  for (const family of Object.keys(FAMILIES)) {
    assertEquals(configs.filter(({ optimizer }) => familyOf(optimizer.kind) === family).length, 72);
  }
  assertThrows(() => familyOf("rmsprop-centered"), Error, "rmsprop-centered");
});

Deno.test("the tasks of a half are the first of its configs, one file each", async () => {
  const wanted = { half: "reported", seed: 9, configs: 20, folder: "f" } as const, tasks = await tasksOf(wanted);
  assertEquals(tasks.length, 20);
  for (const { base } of tasks) assertEquals(await halfOf(base), "reported");
  assertEquals(new Set(tasks.map(({ file }) => file)).size, 20);
  assertEquals(await tasksOf({ ...wanted, configs: 5 }), tasks.slice(0, 5));
});
