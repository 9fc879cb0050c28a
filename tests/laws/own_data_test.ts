import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { configsAround, GRIDS, trainingConfigs } from "../../src/arbitraries/mod.ts";
import { type ClassifierConfig, defaultRule, type OwnDataSpec, parseTrainingConfig } from "../../src/core/mod.ts";
import { OWN, WIDE } from "./_scopes.ts";

const RULE = defaultRule("adam");

Deno.test("a case takes at most 64 of one's own sequences, of at most 128 steps, with the labels they have", () => {
  const sizes = (data: OwnDataSpec) => {
    const configs = fc.sample(trainingConfigs({ rule: RULE, scope: WIDE, data }), { seed: 1, numRuns: 300 });
    const specs = configs.map((config) => (config as ClassifierConfig).data as OwnDataSpec);
    assert(specs.every(({ digest, labels }) => digest === data.digest && labels.kind === "one-hot"));
    return [Math.max(...specs.map(({ samples }) => samples)), Math.max(...specs.map(({ length }) => length))];
  };
  assertEquals(sizes(OWN), [64, 128]);
  assertEquals(sizes({ ...OWN, samples: 5, length: 3 }), [5, 3]);
});

Deno.test("configsAround: a config of one's own data stays on them, and takes fewer and shorter sequences", () => {
  const own = parseTrainingConfig({ data: OWN, optimizer: { kind: "sgd", learningRate: { absolute: 0.1 } } });
  const values = [...configsAround(own, WIDE).shrink(own, undefined)].map(({ value }) =>
    (value as ClassifierConfig).data
  );
  const changed = values.filter(({ samples, length }) => samples < OWN.samples || length < OWN.length);
  const sizes = new Set(changed.map(({ samples, length }) => `${samples} ${length}`));
  assertEquals(sizes.size, GRIDS.samples.length + GRIDS.length.length);
  for (const { samples, length, seed: _, ...rest } of changed) {
    assertEquals<unknown>({ ...rest, samples: OWN.samples, length: OWN.length, seed: OWN.seed }, OWN);
    assert(samples === OWN.samples || length === OWN.length);
  }
});
