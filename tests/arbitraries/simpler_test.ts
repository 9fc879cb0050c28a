import { assert, assertEquals } from "@std/assert";
import { configsAround, SEEDS, type Simpler, simplerConfigs, stepsWithin } from "../../src/arbitraries/mod.ts";
import { canonicalJson, type ClassifierConfig, parseTrainingConfig, stepWork } from "../../src/core/mod.ts";
import { PROPERTIES } from "../../src/stability/mod.ts";
import { WIDE } from "../_wide_scope.ts";

const OWN: ClassifierConfig = parseTrainingConfig({
  steps: 300,
  batchSize: 4,
  data: { samples: 32, length: 8, features: 2, classes: 4, seed: 11, labels: { kind: "mass", mass: 1.3, share: 1 } },
  model: { cell: "gru", units: 4, recurrentInit: { kind: "orthogonal", gain: 1.5 } },
  optimizer: { kind: "adam", learningRate: { absolute: 0.01 }, schedule: { kind: "cosine", floor: 0.1 } },
  seed: 12,
});
const [ALL, SINGLE, WITH_STEPS, WITH_SEEDS, DEAR] = simplerConfigs(OWN, WIDE);
const seedsOf = ({ config }: Simpler) => [(config as ClassifierConfig).data.seed, config.seed];

Deno.test("first the config itself and its whole structure at the simplest, with seeds of its own and others", () => {
  const [own, simplest, ...seeded] = ALL;
  assertEquals([own.config, own.steps], [OWN, [300]]);
  const wanted = parseTrainingConfig({
    ...OWN,
    data: { samples: 4, length: 1, features: 1, classes: 2, seed: 11, labels: { kind: "one-hot" } },
    model: { cell: "rnn", units: 2 },
    // A batch of all samples is as large.
    batchSize: "full",
  });
  assertEquals(simplest.config, { ...wanted, batchSize: 4 });
  assertEquals(seeded.map(seedsOf), SEEDS.map((seed) => [seed, seed]));
  assert(seeded.every(({ config }) => canonicalJson({ ...config, seed: 12 }) !== canonicalJson(OWN)));
});

Deno.test("every single simpler value is tried alone; what makes a step dearer, last", () => {
  const singles = [...configsAround(OWN, WIDE).shrink(OWN, undefined)].map(({ value }) => canonicalJson(value));
  const dear = DEAR.filter(({ config }) => seedsOf({ config } as Simpler)[1] === 12), { length } = dear;
  assertEquals([...SINGLE, ...dear].map(({ config }) => canonicalJson(config)).sort(), singles.sort());
  assert(SINGLE.every(({ config }) => stepWork(config) <= stepWork(OWN)) && length > 0);
  assert(DEAR.every(({ config }) => stepWork(config) > stepWork(OWN)));
});

Deno.test("a simpler structure may take up to twice the steps, or in any case 100, and other seeds", () => {
  assertEquals(WITH_STEPS[0].steps, stepsWithin(WIDE, 600).filter((steps) => steps !== 300));
  const [, , few] = simplerConfigs({ ...OWN, steps: 20 }, WIDE);
  assertEquals(few[0].steps.at(-1), 100);
  assertEquals(WITH_SEEDS.length, WITH_STEPS.length * SEEDS.length);
  assertEquals(
    SINGLE.filter(({ config: { steps, optimizer } }) => steps === 300 && optimizer === OWN.optimizer).length,
    WITH_STEPS.length,
  );
});

Deno.test("a change has one name, whatever else the configs hold, and each change its own", () => {
  const other = simplerConfigs({ ...OWN, steps: 200, model: { ...OWN.model, units: 3 } }, WIDE)[1];
  const names = SINGLE.map(({ change }) => change);
  assertEquals(new Set(names).size, names.length);
  assertEquals(other.filter(({ change }) => !names.includes(change)), []);
});

Deno.test("a cell beyond a property's own is not simpler for it: an rnn stays one, an lstm may become a gru", () => {
  const { scope } = PROPERTIES.find(({ name }) => name === "no-late-rise")!;
  const cells = (cell: "rnn" | "lstm") => {
    const list = simplerConfigs({ ...OWN, model: { ...OWN.model, cell } }, scope).flat();
    return [...new Set(list.map(({ config }) => (config as ClassifierConfig).model.cell))].sort();
  };
  assertEquals([cells("rnn"), cells("lstm")], [["rnn"], ["gru", "lstm"]]);
});

Deno.test("of a problem without a structure: one field alone", () => {
  const quadratic = { dimension: 3, condition: 10, largest: 1, rotated: true, seed: 1 };
  const optimizer = { kind: "sgd", learningRate: { absolute: 2.1 } };
  const own = parseTrainingConfig({ problem: "quadratic", quadratic, optimizer, steps: 700 });
  const { scope } = PROPERTIES.find(({ name }) => name === "quadratic-edge")!;
  const levels = simplerConfigs(own, scope), { length } = [...configsAround(own, scope).shrink(own, undefined)];
  assertEquals([levels.length, levels[0].length], [1, length]);
});

Deno.test("batches that come in an order of their own may be reshuffled", () => {
  for (const batchOrder of ["by-class", { seed: 3 }] as const) {
    const orders = simplerConfigs({ ...OWN, batchOrder }, WIDE)[1].map(({ config }) =>
      (config as ClassifierConfig).batchOrder
    );
    assertEquals([orders[0], orders.filter((order) => order === "reshuffled").length], [batchOrder, 1]);
  }
});
