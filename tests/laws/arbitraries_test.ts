import { assert, assertEquals, assertGreater } from "@std/assert";
import fc from "fast-check";
import {
  CLIPS,
  configsAround,
  datasetSpecs,
  GRIDS,
  LABELS,
  modelSpecs,
  notches,
  optimizerSpecs,
  rates,
  RECURRENT_INITS,
  SCHEDULES,
  scheduleSpecs,
  trainingConfigs,
} from "../../src/arbitraries/mod.ts";
import {
  canonicalJson,
  CELLS,
  type ClassifierConfig,
  defaultRule,
  OPTIMIZER_KINDS,
  parseTrainingConfig,
  TASKS,
} from "../../src/core/mod.ts";
import { PROPERTIES } from "../../src/stability/mod.ts";
import { WIDE } from "../_wide_scope.ts";
import { OWN } from "./_scopes.ts";

const RULE = defaultRule("adam");
const SPECS = { scope: WIDE, rate: rates(WIDE) };

/** A whole config from a part of one. */
const config = (part: object) => ({ optimizer: { ...RULE, learningRate: { absolute: 1 } }, ...part });

/** Every arbitrary, and how a value of it is put into a config. */
const ARBITRARIES: Record<string, { arbitrary: fc.Arbitrary<unknown>; wrap: (value: never) => unknown }> = {
  datasetSpecs: { arbitrary: datasetSpecs(WIDE), wrap: (data) => config({ data }) },
  "datasetSpecs, learnable": { arbitrary: datasetSpecs({ data: "learnable" }), wrap: (data) => config({ data }) },
  "datasetSpecs, of one's own": { arbitrary: datasetSpecs(WIDE, OWN), wrap: (data) => config({ data }) },
  "trainingConfigs, of one's own data": {
    arbitrary: trainingConfigs({ rule: RULE, scope: WIDE, data: OWN }),
    wrap: (value: unknown) => value,
  },
  modelSpecs: { arbitrary: modelSpecs(WIDE), wrap: (model) => config({ model }) },
  scheduleSpecs: {
    arbitrary: scheduleSpecs(),
    wrap: (schedule: object) => config({ optimizer: { ...RULE, learningRate: { absolute: 1 }, schedule } }),
  },
  rates: { arbitrary: rates(WIDE), wrap: (learningRate: object) => config({ optimizer: { ...RULE, learningRate } }) },
  optimizerSpecs: { arbitrary: optimizerSpecs(RULE, SPECS), wrap: (optimizer) => config({ optimizer }) },
  ...Object.fromEntries(OPTIMIZER_KINDS.map((kind) => [
    `trainingConfigs, ${kind}`,
    { arbitrary: trainingConfigs({ rule: defaultRule(kind), scope: WIDE }), wrap: (value: unknown) => value },
  ])),
  ...Object.fromEntries(PROPERTIES.map(({ name, scope }) => [
    `trainingConfigs, scope of ${name}`,
    { arbitrary: trainingConfigs({ rule: RULE, scope }), wrap: (value: unknown) => value },
  ])),
};

for (const [name, { arbitrary, wrap }] of Object.entries(ARBITRARIES)) {
  Deno.test(`${name}: the same seed gives the same values`, () => {
    const sample = (seed: number) => fc.sample(arbitrary, { seed, numRuns: 30 });
    assertEquals(sample(3), sample(3));
    assert(canonicalJson(sample(3)) !== canonicalJson(sample(4)));
  });

  Deno.test(`${name}: every value passes the schema, unchanged`, () => {
    for (const value of fc.sample(arbitrary, { seed: 5, numRuns: 200 })) {
      const whole = wrap(value as never), parsed = parseTrainingConfig(whole);
      assertEquals(parseTrainingConfig(parsed), parsed);
      if (whole === value) assertEquals(parsed, whole);
    }
  });

  Deno.test(`${name}: shrinking strictly gets simpler, without the history of the value, and ends`, () => {
    let shrunk = 0;
    for (const start of fc.sample(arbitrary, { seed: 6, numRuns: 6 })) {
      assert(arbitrary.canShrinkWithoutContext(start));
      let current = start, steps = 0;
      for (;;) {
        const next = [...arbitrary.shrink(current, undefined)].map(({ value }) => value);
        for (const value of next) assertSimpler(value, current);
        if (next.length === 0) break;
        current = next[(7 * steps) % next.length];
        assert(++steps < 300, "shrinking does not end");
      }
      shrunk += steps;
    }
    assertGreater(shrunk, 0);
  });
}

/** The orders in which values are simple; numbers in other fields are simpler if smaller. */
const ORDERS: Record<string, readonly unknown[]> = {
  task: TASKS,
  cell: CELLS,
  batchSize: GRIDS.batchSize,
  forgetBias: GRIDS.forgetBias,
  labels: LABELS,
  recurrentInit: RECURRENT_INITS,
  clip: CLIPS,
  schedule: SCHEDULES,
  largest: GRIDS.largest,
  rotated: [false, true],
};

/** The place of every field in its order, by path. */
function places(value: unknown, path = ""): Map<string, number> {
  const key = path.split(".").at(-1)!;
  if (key in ORDERS) {
    const place = ORDERS[key].findIndex((v) => canonicalJson(v) === canonicalJson(value));
    // A config's own value stands after the others.
    return new Map([[path, place < 0 ? ORDERS[key].length : place]]);
  }
  if (typeof value === "number") return new Map([[path, value]]);
  if (typeof value !== "object" || value === null) return new Map();
  return new Map(Object.entries(value).flatMap(([k, v]) => [...places(v, `${path}.${k}`)]));
}

/** A schedule stands alone as a value: it has a place as a whole. */
const placesOf = (value: unknown) =>
  SCHEDULES.some((s) => canonicalJson(s) === canonicalJson(value)) ? places({ schedule: value }) : places(value);

/** What may become anything once a field of the structure is simpler. */
const FREED = [".steps", ".seed", ".data.seed"];

/** Exactly one field is simpler, and no other changed; but for a simpler structure the steps or the seeds may be others. */
function assertSimpler(value: unknown, than: unknown): void {
  const a = placesOf(value), b = placesOf(than), pair = `${canonicalJson(than)} to ${canonicalJson(value)}`;
  const changed = [...a].filter(([path, place]) => place !== b.get(path)).map(([path]) => path);
  const fields = changed.filter((path) => !FREED.includes(path)),
    others = changed.filter((path) => FREED.includes(path));
  const [field = ".steps"] = fields;
  assert(fields.length <= 1 && a.get(field)! < b.get(field)!, pair);
  if (fields.length === 0) assertEquals(others, [".steps"], pair);
  else {assert(
      others.length === 0 || !field.startsWith(".optimizer") && !(others.includes(".steps") && others.length > 1),
      pair,
    );}
}

Deno.test("notches shrink to every simpler value, the simplest first", () => {
  const arbitrary = notches([10, 20, 30, 40, 50]);
  assertEquals([...arbitrary.shrink(50, undefined)].map(({ value }) => value), [10, 20, 30, 40]);
  assertEquals(arbitrary.canShrinkWithoutContext(35), false);
});

Deno.test("configsAround: any config can be shrunk, its own values joining the grids", () => {
  const own = parseTrainingConfig({
    steps: 137,
    batchSize: 7,
    data: {
      samples: 33,
      length: 13,
      noise: 0.123,
      labels: { kind: "mass", mass: 1.05, share: 0.02 },
      task: "counting",
    },
    model: { cell: "lstm", units: 9, forgetBias: 2.5, recurrentInit: { kind: "orthogonal", gain: 1.23 } },
    optimizer: {
      kind: "adam",
      beta1: 0.8,
      learningRate: { absolute: 0.000217 },
      clip: { kind: "value", max: 3 },
      schedule: { kind: "cosine" },
    },
  });
  const arbitrary = configsAround(own, WIDE);
  assert(arbitrary.canShrinkWithoutContext(own));
  const candidates = [...arbitrary.shrink(own, undefined)].map(({ value }) => value);
  assertGreater(candidates.length, 20);
  for (const candidate of candidates) {
    parseTrainingConfig(candidate);
    assertSimpler(candidate, own);
    const rate = candidate.optimizer.learningRate as { absolute: number };
    assert(rate.absolute <= 0.000217);
    assertEquals((candidate.optimizer as { beta1: number }).beta1, 0.8);
  }
});

Deno.test("generated cases include exactly zero gradients: sequences of one step, where the recurrent kernel has none", () => {
  const scope = PROPERTIES.find(({ name }) => name === "descends")!.scope;
  const values = fc.sample(trainingConfigs({ rule: RULE, scope }), { seed: 9, numRuns: 1000 });
  assertGreater(values.filter((config) => (config as ClassifierConfig).data.length === 1).length, 120);
});
