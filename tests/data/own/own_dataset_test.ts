import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { InputError, type OwnDataSpec } from "../../../src/core/mod.ts";
import { makeDataset, ownData, ownDataSpec } from "../../../src/data/mod.ts";

const DATA = await ownData({ sequences: [[[1, 2], [3, 4], [5, 6]], [[7, 8]]], labels: ["b", "a"], name: "x.csv" });

/** Sequences that tell which they are, 60 of class 0 and 20 of class 1. */
const MANY = await ownData({
  sequences: Array.from({ length: 80 }, (_, i) => Array.from({ length: 1 + i % 5 }, (_, t) => i + t / 8)),
  labels: Array.from({ length: 80 }, (_, i) => i % 4 === 3 ? 1 : 0),
});

/** The last number of each sequence: which ones were taken. */
const taken = (spec: Partial<OwnDataSpec>): number[] => {
  const { inputs, length, samples } = makeDataset({ ...ownDataSpec(MANY), ...spec }, MANY);
  return Array.from({ length: samples }, (_, i) => Math.floor(inputs[(i + 1) * length - 1]));
};

Deno.test("shorter sequences have zeros before them, longer ones keep their last steps", () => {
  const rows = (length: number) => {
    const { inputs, classOf } = makeDataset({ ...ownDataSpec(DATA), length }, DATA);
    const of = (k: number) => inputs.slice(2 * length * classOf.indexOf(k), 2 * length * (classOf.indexOf(k) + 1));
    return [[...of(0)], [...of(1)]];
  };
  assertEquals(rows(3), [[0, 0, 0, 0, 7, 8], [1, 2, 3, 4, 5, 6]]);
  assertEquals(rows(2), [[0, 0, 7, 8], [3, 4, 5, 6]]);
  assertEquals(rows(1), [[7, 8], [5, 6]]);
});

Deno.test("each sample has its label row and its class", () => {
  const { labels, classOf, classes } = makeDataset(ownDataSpec(MANY), MANY);
  const order = taken({});
  assertEquals([...classOf], order.map((i) => i % 4 === 3 ? 1 : 0));
  assertEquals([...labels], [...classOf].flatMap((k) => [1 - k, k]));
  assertEquals(classes, 2);
  const { labels: wrong } = makeDataset({ ...ownDataSpec(MANY), labels: { kind: "wrong", share: 1 } }, MANY);
  assertEquals([...wrong], [...classOf].flatMap((k) => [k, 1 - k]));
});

Deno.test("all are taken once; fewer are a part of more, of each class its share; another seed takes others", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 1, max: 80 }), (seed, samples) => {
      const all = taken({ seed }), some = taken({ seed, samples });
      assertEquals([...all].sort((a, b) => a - b), Array.from({ length: 80 }, (_, i) => i));
      assertEquals(some, all.slice(0, samples));
      const ones = some.filter((i) => i % 4 === 3).length;
      assert(Math.abs(ones - samples / 4) < 1, `${ones} of ${samples}`);
    }),
    { numRuns: 50 },
  );
  assertEquals(taken({ seed: 7 }), taken({ seed: 7 }));
  assert(taken({ seed: 7, samples: 20 }).join() !== taken({ seed: 8, samples: 20 }).join());
});

Deno.test("a permutation puts the same samples in another order", () => {
  const [plain, permuted] = [0, 5].map((permutation) => taken({ seed: 3, samples: 20, permutation }));
  assert(plain.join() !== permuted.join());
  assertEquals(plain.sort(), permuted.sort());
});

Deno.test("data that are missing, others, or fewer than are asked for are refused", () => {
  const spec = ownDataSpec(DATA),
    fault = (fields: Partial<OwnDataSpec>, data?: typeof DATA) =>
      assertThrows(() => makeDataset({ ...spec, ...fields }, data), InputError).message;
  assertEquals(
    fault({}),
    'data: must come with the sequences that the config names, "x.csv": pass --data=FILE, or the option `data` to a function',
  );
  const [asked, there] = [DATA, MANY].map(({ digest }) => digest.slice(0, 12));
  assertEquals(
    fault({}, MANY),
    `data: must be the sequences that the config names, "x.csv" with the digest ${asked}...: "own data" has ${there}..., ` +
      "so it is another file, or it was changed",
  );
  for (const fields of [{ samples: 3 }, { length: 4 }, { features: 1 }, { classes: 3 }]) {
    const [name, value] = Object.entries(fields)[0];
    const message = fault(fields, DATA);
    assert(
      message.startsWith('data: must ask for no more than "x.csv" has, 2 samples of up to 3 steps, 2 features'),
      message,
    );
    assert(message.includes(`${name} ${value}`), message);
  }
});
