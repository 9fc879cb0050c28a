import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Field, fieldsOf, trainingConfigs } from "../../src/arbitraries/mod.ts";
import {
  absoluteRate,
  atRate,
  canonicalJson,
  type ClassifierConfig,
  defaultRule,
  inScope,
  OPTIMIZER_KINDS,
  ownScope,
  parseTrainingConfig,
  predictedBound,
  type QuadraticConfig,
  type Scope,
  type TrainingConfig,
} from "../../src/core/mod.ts";
import { PROPERTIES } from "../../src/stability/mod.ts";
import { WIDE } from "../_wide_scope.ts";

const SGD = { ...defaultRule("sgd"), learningRate: { absolute: 0.01 } };

/** The fields of a config by their paths. */
function fields(own: TrainingConfig, scope: Scope = WIDE, original = own): Record<string, Field> {
  return Object.fromEntries(fieldsOf(own, { scope, original }).map((field) => [field.path, field]));
}

/** What a config holds, by path; seeds as one. */
function leaves(config: TrainingConfig): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).flatMap(([head, value]) =>
      typeof value === "object"
        ? Object.entries(value).map(([key, inner]) => [key === "seed" ? key : `${head}.${key}`, canonicalJson(inner)])
        : [[head, canonicalJson(value)]]
    ),
  );
}

Deno.test("every other value is valid, within the scope, new, and changes its own field only", () => {
  const rules = OPTIMIZER_KINDS.map(defaultRule), scopes = PROPERTIES.map(({ scope }) => scope);
  let seen = 0;
  for (const scope of [...scopes, ...scopes.map(ownScope)]) {
    for (const rule of rules) {
      const [drawn] = fc.sample(trainingConfigs({ rule, scope, name: "mine" }), { seed: 5, numRuns: 1 });
      const own = atRate(drawn, absoluteRate(drawn)), before = leaves(own);
      for (const { path, others, at } of fieldsOf(own, { scope, original: own })) {
        assertEquals(new Set(others.map(canonicalJson)).size, others.length);
        for (const value of others) {
          const config = at(value), after = leaves(config);
          assertEquals(parseTrainingConfig(config), config);
          assert(inScope(config, scope), `${path} ${canonicalJson(value)}`);
          const changed = Object.keys(after).filter((key) => after[key] !== before[key]);
          // The rate of a quadratic goes with its bound.
          const alone = own.problem === "quadratic"
            ? changed.filter((key) => key !== "optimizer.learningRate")
            : changed;
          assertEquals(alone.length > 0 ? alone : changed, [path]);
          seen++;
        }
      }
    }
  }
  assert(seen > 5000, `${seen}`);
});

Deno.test("values: the simplest and the last of the range, and those beside the config's own", () => {
  const { "data.samples": samples, steps } = fields(
    parseTrainingConfig({ data: { samples: 16 }, steps: 70, optimizer: SGD }),
    {
      ...WIDE,
      steps: { low: 20, high: 100 },
    },
  );
  assertEquals([samples.others, steps.others], [[4, 64, 8, 32], [20, 100, 60, 80]]);
});

Deno.test("of update rules the defaults come first, and every number is varied", () => {
  const adam = { ...defaultRule("adam"), beta2: 1, learningRate: { absolute: 0.01 } };
  const { "optimizer.beta2": beta2, "optimizer.beta1": beta1 } = fields(parseTrainingConfig({ optimizer: adam }));
  assertEquals([beta2.others.slice(0, 2), beta1.others], [[0.999, 0.99], [0, 0.5]]);
  assertEquals((beta2.at(0.9).optimizer as typeof adam).beta2, 0.9);
});

Deno.test("all seeds of a config change together", () => {
  const { seed, data } = fields(parseTrainingConfig({ seed: 9, optimizer: SGD })).seed.at(3) as ClassifierConfig;
  assertEquals([seed, data.seed], [3, 3]);
});

Deno.test("no value makes a training take longer than the longest that is generated, or than the original", () => {
  const large = parseTrainingConfig({ data: { samples: 60000, length: 100 }, steps: 10, optimizer: SGD });
  const steps = (original: TrainingConfig) => fields(large, WIDE, original).steps.others;
  assertEquals([steps(large), steps({ ...large, steps: 20 })], [[5], [5, 20, 15]]);
  assertEquals(fields(large)["data.length"].others, [1, 24]);
});

Deno.test("what changes nothing, or is pinned by the scope, is no field", () => {
  const config = parseTrainingConfig({ data: { samples: 4 }, batchSize: 8, optimizer: SGD });
  assertEquals(fields(config).batchSize.others, [2]);
  assertEquals(fields({ ...config, batchSize: 4 }).batchSize.others, [2]);
  assertEquals(fields({ ...config, batchSize: 2 }).batchSize.others, ["full"]);
  assertEquals(fields(parseTrainingConfig({ data: { samples: 12 }, optimizer: SGD })).batchSize.others, [8, 4]);
  assertEquals(fields(parseTrainingConfig({ data: { samples: 1 }, optimizer: SGD })).batchSize, undefined);
  assertEquals(fields(config, { ...WIDE, batches: "full" }).batchSize, undefined);
  const lstm: ClassifierConfig = { ...config, model: { ...config.model, cell: "lstm" } };
  assertEquals([fields(config), fields(lstm)].map((all) => "model.forgetBias" in all), [false, true]);
  assertEquals(fields(config, { ...WIDE, decorators: "none" })["optimizer.clip"], undefined);
});

Deno.test("of one's own data there are as many samples and steps as the original has; what they are stays", () => {
  const own = {
    source: "own",
    name: "x.csv",
    digest: "0".repeat(64),
    samples: 50,
    length: 30,
    features: 5,
    classes: 3,
  };
  const [original, small] = [own, { ...own, samples: 4, length: 1 }].map((data) =>
    parseTrainingConfig({ data, optimizer: SGD })
  );
  const all = fields(small, WIDE, original);
  assertEquals([all["data.samples"].others.at(1), all["data.length"].others.at(1)], [50, 30]);
  assertEquals(["data.features", "data.task", "data.noise"].map((path) => path in all), [false, false, false]);
});

Deno.test("a quadratic stays at as many times its bound; in one dimension nothing is spread or turned", () => {
  const scope = PROPERTIES.find(({ name }) => name === "quadratic-edge")!.scope;
  const quadratic = { dimension: 2, condition: 10, largest: 1, rotated: false, seed: 1 };
  const optimizer = { ...defaultRule("momentum"), learningRate: { absolute: 1.9 } };
  const config = parseTrainingConfig({ problem: "quadratic" as const, quadratic, steps: 700, optimizer });
  const all = fields(config, scope), times = (config: TrainingConfig) => absoluteRate(config) / predictedBound(config);
  for (const path of ["quadratic.largest", "optimizer.momentum", "quadratic.condition"]) {
    assertAlmostEquals(times(all[path].at(all[path].others[0])), times(config), 1e-12);
  }
  assertEquals((all.seed.at(3) as QuadraticConfig).quadratic.seed, 3);
  const line = fields({ ...config, quadratic: { ...quadratic, dimension: 1 } } as QuadraticConfig, scope);
  assertEquals(["quadratic.condition", "quadratic.rotated"].map((path) => path in line), [false, false]);
});
