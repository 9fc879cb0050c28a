import { assert, assertEquals } from "@std/assert";
import { fieldsOf } from "../../src/arbitraries/mod.ts";
import type { ClassifierConfig, TrainingConfig } from "../../src/core/mod.ts";
import { explain, type ExplainOptions, MOST_TRIES, type Said } from "../../src/check/explain.ts";
import { WIDE } from "../_wide_scope.ts";
import { beta2, CONFIG, isInBatches, named } from "./_explained.ts";

const FIELDS = fieldsOf(CONFIG, { scope: WIDE, original: CONFIG });

/** Explains with a fault that is told by a function, and what was tried for it. */
async function explained(says: (config: TrainingConfig) => Said | undefined, options: Partial<ExplainOptions> = {}) {
  const seen: TrainingConfig[] = [];
  const roles = await explain(FIELDS, {
    says: (config) => {
      seen.push(config);
      return Promise.resolve(says(config));
    },
    most: MOST_TRIES,
    deadline: Infinity,
    ...options,
  });
  return { roles, seen };
}

Deno.test("exactly the field that a fault depends on matters, and the values with which it holds are named", async () => {
  const { roles } = await explained((config) => beta2(config) > 0.95 ? "fails" : "holds");
  assertEquals(named(roles, "matters"), ["optimizer.beta2"]);
  assertEquals(roles.find(({ field }) => field === "optimizer.beta2"), {
    field: "optimizer.beta2",
    role: "matters",
    fails: [],
    holds: [0.9],
  });
  assertEquals(named(roles, "any").length, FIELDS.length - 1);
  const batches = await explained((config) => isInBatches(config) ? "fails" : "holds", { most: 1e6 });
  assertEquals(named(batches.roles, "matters"), ["batchSize", "data.samples"]);
  const partly = await explained((config) => (config as ClassifierConfig).batchSize === "full" ? "holds" : "fails");
  assertEquals(named(partly.roles, "matters"), ["batchSize"]);
});

Deno.test("one that holds with a later value only matters as well", async () => {
  const { roles } = await explained((config) => config.steps < 1000 ? "fails" : "holds");
  const { fails, holds, role } = roles.find(({ field }) => field === "steps")!;
  assertEquals([fails, holds, role], [[10], [1000], "matters"]);
});

Deno.test("the budget is kept: every field has its turn before any has a second, two values are enough", async () => {
  const { roles, seen } = await explained(() => "fails");
  assertEquals(seen.length, MOST_TRIES);
  assertEquals(named(roles, "any").length, FIELDS.length);
  const counts = roles.map(({ fails }) => fails.length);
  assertEquals([counts[0], counts.at(-1), counts.reduce((a, b) => a + b)], [2, 1, MOST_TRIES]);
  const few = await explained(() => "fails", { most: 3 });
  assertEquals([few.seen.length, named(few.roles, "any").length], [3, 3]);
  assertEquals(named(few.roles, "not-told").length, FIELDS.length - 3);
  const all = await explained(() => "fails", { most: 1e6 });
  assert(all.roles.every(({ fails }) => fails.length <= 2) && all.seen.length <= 2 * FIELDS.length);
});

Deno.test("a field that matters is not tried again, one that says nothing is, with its other values", async () => {
  const { seen } = await explained(() => "holds", { most: 1e6 });
  assertEquals(seen.length, FIELDS.length);
  const { roles, seen: all } = await explained(() => "nothing", { most: 1e6 });
  assertEquals(all.length, FIELDS.reduce((sum, { others }) => sum + others.length, 0));
  assertEquals(named(roles, "not-told").length, FIELDS.length);
});

Deno.test("cut short, aborted or out of time it stops, and keeps what is told", async () => {
  let left = 4;
  const cut = await explained(() => left-- > 0 ? "fails" : undefined);
  assertEquals([cut.seen.length, named(cut.roles, "any").length], [5, 4]);
  assertEquals((await explained(() => "fails", { signal: AbortSignal.abort() })).seen, []);
  assertEquals((await explained(() => "fails", { deadline: performance.now() - 1 })).seen, []);
});
