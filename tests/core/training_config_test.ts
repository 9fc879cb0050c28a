import { assert, assertEquals, assertGreater, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  canonicalJson,
  type ClassifierConfig,
  type GeneratedDataSpec,
  InputError,
  MAX_NUMBERS,
  MAX_WORK,
  OPTIMIZER_KINDS,
  parseJson,
  parseTrainingConfig,
  PROBLEMS,
  type TrainingConfig,
  trainingConfigJsonSchema,
  trainingWork,
} from "../../src/core/mod.ts";
import { DEFAULTS, LEAST, least } from "./_configs.ts";

const faultOf = (value: unknown): string =>
  assertThrows(() => parseTrainingConfig(value, "c.json"), InputError).message;

Deno.test("the defaults, and that parsing again changes nothing", () => {
  assertEquals(parseTrainingConfig(LEAST), DEFAULTS);
  assertEquals(parseTrainingConfig(DEFAULTS), DEFAULTS);
  assertEquals(parseTrainingConfig({ ...LEAST, data: {}, model: {}, loss: {} }), DEFAULTS);
  assertEquals(
    (parseTrainingConfig(least("data.labels", { kind: "mass", mass: 1.3 })) as ClassifierConfig).data.labels,
    {
      kind: "mass",
      mass: 1.3,
      share: 1,
    },
  );
});

Deno.test("a config is a copy: defaults of one are not those of another", () => {
  const first = parseTrainingConfig(LEAST);
  first.data.samples = 7;
  first.model.units = 7;
  (first.optimizer.schedule as { kind: string }).kind = "cosine";
  assertEquals(parseTrainingConfig(LEAST), DEFAULTS);
});

/** Both ends of every range, and how far beyond them a value is refused. */
const RANGES: [path: string, low: number, high: number, beyond: number][] = [
  ["steps", 1, 1e6, 1],
  ["seed", 0, 2 ** 32 - 1, 1],
  ["batchSize", 1, 65536, 1],
  ["data.samples", 1, 65536, 1],
  ["data.length", 1, 1024, 1],
  ["data.features", 1, 64, 1],
  ["data.classes", 2, 8, 1],
  ["data.noise", 0, 10, 1e-9],
  ["data.seed", 0, 2 ** 32 - 1, 1],
  ["data.permutation", 0, 2 ** 32 - 1, 1],
  ["model.units", 1, 256, 1],
  ["model.forgetBias", -10, 10, 1e-9],
  ["loss.log2Scale", -20, 20, 1],
  ["optimizer.beta1", 0, 1, 1e-9],
  ["optimizer.beta2", 0, 1, 1e-9],
  ["optimizer.epsilon", 0, 1, 1e-9],
];

for (const [path, low, high, beyond] of RANGES) {
  Deno.test(`${path}: both ends of its range are taken; beyond, text, NaN and infinities name path, range and value`, () => {
    for (const value of [low, high]) {
      // The largest training is too much work: its other sizes are the smallest.
      parseTrainingConfig({ ...least(path, value) as object, ...(path === "steps" ? { data: { samples: 1 } } : {}) });
    }
    const whole = beyond === 1 ? [low + 0.5] : [];
    for (const value of [low - beyond, high + beyond, NaN, Infinity, -Infinity, "1", null, [], ...whole]) {
      const message = faultOf(least(path, value));
      assertStringIncludes(message, `c.json: ${path}: must be `);
      assertStringIncludes(message, ` from ${low} to ${high}: it is `);
      if (typeof value === "number") assertStringIncludes(message, `it is ${value}`);
    }
  });
}

Deno.test("half-open ranges: an imbalance below 1, a learning rate above 0", () => {
  const { data } = parseTrainingConfig(least("data.imbalance", 0.999)) as ClassifierConfig;
  assertEquals((data as GeneratedDataSpec).imbalance, 0.999);
  assertEquals(
    faultOf(least("data.imbalance", 1)),
    "c.json: data.imbalance: must be a number of at least 0 and below 1: it is 1",
  );
  assertEquals(
    faultOf(least("optimizer.learningRate.absolute", 0)),
    "c.json: optimizer.learningRate.absolute: must be a number above 0 and at most 1e+30: it is 0",
  );
});

Deno.test("1e999 in a file is Infinity, and is refused as that", () => {
  const text = '{"optimizer": {"kind": "sgd", "learningRate": {"absolute": 1e999}}, "seed": 1e999}';
  const message = faultOf(parseJson(text, "c.json"));
  assertStringIncludes(message, "seed: must be a whole number from 0 to 4294967295: it is Infinity");
  assertStringIncludes(message, 'optimizer.learningRate: must be {"absolute": RATE} or {"timesBound": MULTIPLE}');
  assertStringIncludes(message, 'it is {"absolute": Infinity}');
});

Deno.test("work and size: the largest is taken, a step more is refused with what it would take", () => {
  const numbers = { samples: 65536, length: 256, features: 1 };
  parseTrainingConfig({ ...LEAST, steps: 1, batchSize: 1, data: numbers });
  const large = faultOf({ ...LEAST, steps: 1, batchSize: 1, data: { ...numbers, length: 257 } });
  assertEquals(large, `c.json: data: samples x length x features must be at most ${MAX_NUMBERS}: it is 16842752`);
  const long = { ...LEAST, model: { units: 256 }, data: { length: 64, features: 64 } };
  const most = Math.floor(MAX_WORK / trainingWork(parseTrainingConfig({ ...long, steps: 1 })));
  parseTrainingConfig({ ...long, steps: most });
  const message = faultOf({ ...long, steps: most + 1 });
  assertStringIncludes(message, `c.json: steps: the training must take at most ${MAX_WORK} operations: it would take `);
  assertStringIncludes(message, "lower steps, batchSize, length or units");
});

Deno.test("trainingWork: 6 batch length (features + units) gates units a step", () => {
  const work = (fields: Partial<ClassifierConfig>) => trainingWork({ ...DEFAULTS, ...fields });
  assertEquals(work({}), 6 * 200 * 32 * 12 * (1 + 8) * 8);
  assertEquals(work({ batchSize: 5 }), work({}) / 32 * 5);
  assertEquals(work({ batchSize: 500 }), work({}));
  assertEquals(work({ model: { ...DEFAULTS.model, cell: "gru" } }), 3 * work({}));
  assertEquals(work({ model: { ...DEFAULTS.model, cell: "lstm" } }), 4 * work({}));
  assertGreater(MAX_WORK, work({ steps: 1e6 }));
});

Deno.test("__proto__, constructor and the like are refused as unknown keys, and set nothing", () => {
  for (const place of ["", '"data": {', '"optimizer": {"kind": "sgd", "learningRate": {"absolute": 1}, ']) {
    const text = `{${place}"__proto__": {"steps": 5}${place && "}"}}`;
    const message = faultOf(parseJson(text, "c.json"));
    assertStringIncludes(message, 'must have no key "__proto__"');
  }
  assertStringIncludes(faultOf(least("constructor", 1)), 'must have no key "constructor"');
  assertEquals(({} as { steps?: number }).steps, undefined);
});

Deno.test("any JSON value is either taken or refused by an InputError that names the place", () => {
  const paths = fc.constantFrom(...RANGES.map(([path]) => path), "data", "model.recurrentInit", "loss");
  const values = fc.oneof(fc.jsonValue(), fc.integer({ min: -1, max: 12 }), fc.constant({}));
  const mutated = fc.tuple(paths, values).map(([path, value]) => least(path, value));
  let taken = 0;
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), mutated), (value) => {
      let config: TrainingConfig;
      try {
        config = parseTrainingConfig(value, "c.json");
      } catch (error) {
        assert(error instanceof InputError);
        return assert(/^c\.json: .*must/.test(error.message), error.message);
      }
      taken++;
      assertEquals(parseTrainingConfig(JSON.parse(canonicalJson(config))), config);
    }),
    { seed: 2, numRuns: 500 },
  );
  assertGreater(taken, 20);
});

Deno.test("a deeply nested value overflows no stack", () => {
  const text = `{"steps": ${"[".repeat(4e5)}${"]".repeat(4e5)}, "optimizer": 1}`;
  assertStringIncludes(
    faultOf(parseJson(text, "c.json")),
    "steps: must be a whole number from 1 to 1000000: it is a list of 1",
  );
});

Deno.test("nor does one within an object that is shown", () => {
  const text = `{"optimizer": {"kind": "sgd", "learningRate": {"absolute": ${"[".repeat(4e5)}${"]".repeat(4e5)}}}}`;
  assertStringIncludes(faultOf(parseJson(text, "c.json")), 'it is {"absolute": …}');
});

Deno.test("the JSON Schema asks for what parsing asks for: the optimizer only, no unknown keys", () => {
  const [schema, ...others] = trainingConfigJsonSchema().anyOf as Record<string, unknown>[];
  assertEquals(
    others.map(({ properties }) => (properties as { problem: { const: string } }).problem.const),
    PROBLEMS.slice(1),
  );
  assertEquals(schema.required, ["optimizer"]);
  assertEquals(schema.additionalProperties, false);
  assertEquals(
    Object.keys(schema.properties as object).sort(),
    [...Object.keys(DEFAULTS), "batchOrder", "bound"].sort(),
  );
  const { optimizer } = schema.properties as { optimizer: { oneOf: { properties: { kind: { const: string } } }[] } };
  assertEquals(optimizer.oneOf.map(({ properties }) => properties.kind.const), [...OPTIMIZER_KINDS, "subject"]);
});
