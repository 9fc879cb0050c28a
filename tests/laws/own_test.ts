import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { configsAround, GRIDS, trainingConfigs } from "../../src/arbitraries/mod.ts";
import {
  type ClassifierConfig,
  defaultRule,
  inScope,
  type OwnConfig,
  type OwnDataSpec,
  ownScope,
  parseTrainingConfig,
} from "../../src/core/mod.ts";
import { WIDE } from "../_wide_scope.ts";
import { OWN } from "./_scopes.ts";

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

Deno.test("trainings on a problem of one's own: the schema, the scope, and simpler ones around any", () => {
  const scope = { ...ownScope(WIDE), steps: { low: 5, high: 100 } };
  for (const config of fc.sample(trainingConfigs({ rule: RULE, scope, name: "mine" }), { seed: 1, numRuns: 100 })) {
    assertEquals<unknown>(parseTrainingConfig<unknown>(config), config);
    assert(inScope(config, scope));
  }
  const own = parseTrainingConfig({
    ...{ problem: "own" as const, name: "mine", steps: 33, batchSize: 8, bound: 2 },
    optimizer: { ...RULE, learningRate: { absolute: 0.05 } },
  });
  const values = [...configsAround(own, scope).shrink(own, undefined)].map(({ value }) => value as OwnConfig);
  const rate = ({ optimizer: { learningRate } }: OwnConfig) => (learningRate as { absolute: number }).absolute;
  assertEquals([...new Set(values.map(({ batchSize }) => batchSize))], ["full", 16, 8]);
  assertEquals(Math.max(...values.map(({ steps }) => steps)), 33);
  assertEquals([Math.min(...values.map(rate)), Math.max(...values.map(rate))], [0.002, 0.05]);
  assert(values.every(({ name, bound, seed }) => name === "mine" && bound === 2 && seed === own.seed));
});
