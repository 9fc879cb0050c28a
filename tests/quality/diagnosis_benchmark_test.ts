import { assert, assertEquals } from "@std/assert";
import { MECHANISMS, parseTrainingConfig, trainingWork } from "../../src/core/mod.ts";
import { seedOf } from "../../scripts/calibrate/split.ts";
import { pairOf } from "../../scripts/diagnosis_benchmark/candidate.ts";
import { isControl } from "../../scripts/diagnosis_benchmark/controls.ts";
import type { Entry } from "../../scripts/diagnosis_benchmark/entry.ts";
import { CONTROLS, PER_CAUSE } from "../../scripts/diagnosis_benchmark/make.ts";
import { fails, outcomeOf } from "../../scripts/diagnosis_benchmark/run.ts";
import type { Benchmark } from "../../scripts/diagnosis_benchmark/store.ts";

const FILE = new URL("../../fixtures/golden/diagnosis_benchmark.json", import.meta.url);
const { recipes, entries }: Benchmark = JSON.parse(Deno.readTextFileSync(FILE));

Deno.test("each half has so many entries of every cause, so many controls, and the seed that it says", () => {
  for (const half of ["tuning", "reported"] as const) {
    const recipe = recipes[half], of = entries.filter((entry) => entry.half === half);
    if (recipe === undefined) continue;
    if (half === "reported") assertEquals(recipe.seed, seedOf(recipe.frozen!));
    const empty = (cause: string) => recipe.empty.filter((name) => name.startsWith(`${cause}/`)).length;
    for (const cause of MECHANISMS) {
      assertEquals(of.filter((entry) => entry.cause === cause).length, PER_CAUSE - empty(cause), cause);
    }
    assertEquals(of.filter(({ cause }) => cause === null).length, CONTROLS - empty("control"));
  }
  assertEquals(new Set(entries.map(({ id }) => id)).size, entries.length);
});

Deno.test("an entry is its base with the one change, and a config as it is parsed", () => {
  for (const { cause, config, backend, base, subject, injected } of entries) {
    assertEquals(parseTrainingConfig<unknown>(config), config);
    if (cause === null) continue;
    const { injected: made } = pairOf({ base: base!, change: injected!, backend, subject });
    assertEquals(made, { config, backend, subject });
  }
});

Deno.test("the cheapest entry of each cause, made again, fails as it says, and its base holds", async () => {
  for (const cause of MECHANISMS) {
    const entry = cheapest((other) => other.cause === cause), { base, injected, backend, subject } = entry;
    const pair = pairOf({ base: base!, change: injected!, backend, subject });
    assertEquals((await outcomeOf(pair.injected)).truth.judgement, entry.judgement, entry.id);
    assert(!await fails(pair.base), entry.id);
  }
});

Deno.test("the cheapest control of each kind, made again, is one", async () => {
  for (const kind of ["plain", "past-the-bound", "catapult"] as const) {
    const { config, backend } = cheapest((entry) => entry.kind === kind);
    assert(await isControl({ config, backend }, { kind, seed: recipes.tuning!.seed }), kind);
  }
});

function cheapest(isMeant: (entry: Entry) => boolean): Entry {
  return entries.filter((entry) => entry.half === "tuning" && isMeant(entry))
    .toSorted((a, b) => trainingWork(a.config) - trainingWork(b.config))[0];
}
