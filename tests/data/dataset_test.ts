import { assert, assertAlmostEquals, assertEquals, assertGreater, assertLess, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { type GeneratedDataSpec, mean, TASKS } from "../../src/core/mod.ts";
import { classCounts } from "../../src/data/class_counts.ts";
import { type Dataset, makeDataset } from "../../src/data/mod.ts";
import { specOf, specs } from "./_specs.ts";

/** Every sample as one text of its inputs, label row and class. */
function rowsOf({ inputs, labels, classOf, samples }: Dataset): string[] {
  const part = (values: Float32Array, row: number) =>
    values.subarray(row * values.length / samples, (row + 1) * values.length / samples).join();
  return [...classOf].map((k, row) => `${part(inputs, row)} | ${part(labels, row)} | ${k}`);
}

async function digestOf({ inputs, labels, classOf }: Dataset): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", await new Blob([inputs, labels, classOf]).arrayBuffer());
  return [...new Uint8Array(hash, 0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** With every random field in use. A digest that changes means that stored failures no longer replay: say so in CHANGELOG.md. */
const GOLDEN = specOf({
  samples: 19,
  length: 17,
  features: 3,
  classes: 8,
  noise: 0.25,
  imbalance: 0.1,
  labels: { kind: "wrong", share: 0.3 },
  permutation: 5,
  seed: 4000000000,
});
const DIGESTS: Record<GeneratedDataSpec["task"], string> = {
  "waveforms": "947707afbb8f4b43",
  "markov-chains": "3996d86ef9255491",
  "autoregressive": "d8488018e4c76a8d",
  "counting": "f2bb0495f5eeba73",
  "temporal-order": "d9fcce03ce7ab13f",
  "delayed-recall": "f92784e707a08c1c",
};

for (const task of TASKS) {
  Deno.test(`${task}: the golden bits`, async () => {
    assertEquals(await digestOf(makeDataset({ ...GOLDEN, task })), DIGESTS[task]);
  });
}

Deno.test("the bits do not hang on the last bits of Math.sin, cos and log", () => {
  const original = { sin: Math.sin, cos: Math.cos, log: Math.log };
  for (const task of TASKS) {
    const spec = specOf({ task, samples: 200, features: 2, classes: 8, noise: 0.5 });
    const expected = makeDataset(spec);
    try {
      for (const name of ["sin", "cos", "log"] as const) Math[name] = (x) => original[name](x) * (1 + 2 ** -51);
      assertEquals(makeDataset(spec), expected);
    } finally {
      Object.assign(Math, original);
    }
  }
});

Deno.test("every spec gives arrays of its shape, finite and on the grid, that the same spec gives again", () => {
  fc.assert(
    fc.property(specs, (spec) => {
      const { samples, length, features, classes } = spec;
      const data = makeDataset(spec);
      assertEquals(data.inputs.length, samples * length * features);
      assertEquals(data.labels.length, samples * classes);
      assertEquals(data.classOf.length, samples);
      assertEquals([data.samples, data.length, data.features, data.classes], [samples, length, features, classes]);
      assert(data.inputs.every((value) => Number.isInteger(value * 4096) && !Object.is(value, -0)));
      assert(data.labels.every((value) => value >= 0 && value <= 7));
      const counts = Array.from({ length: classes }, (_, k) => data.classOf.filter((own) => own === k).length);
      assertEquals(counts, classCounts(spec));
      assertEquals(makeDataset(spec), data);
    }),
    { seed: 1, numRuns: 200 },
  );
});

Deno.test("the ends of the ranges: 1 and 64 features, 1 and 1024 steps, 1 sample, 2 and 8 classes", () => {
  for (const task of TASKS) {
    for (const length of [1, 2, 3, 1024]) {
      for (const features of [1, 64]) {
        for (const classes of [2, 8]) {
          for (const samples of [1, classes]) {
            const { inputs } = makeDataset(specOf({ task, samples, length, features, classes, noise: 10 }));
            assertEquals(inputs.length, samples * length * features);
            assert(inputs.every((value) => Number.isInteger(value * 4096)), `${task} ${length} ${features}`);
          }
        }
      }
    }
  }
});

Deno.test("without noise no number is beyond 1, but the Gaussian ones of autoregressive", () => {
  fc.assert(
    fc.property(specs, (spec) => {
      const bound = spec.task === "autoregressive" ? 7 : 1;
      assert(makeDataset({ ...spec, noise: 0 }).inputs.every((value) => Math.abs(value) <= bound));
    }),
    { seed: 2, numRuns: 100 },
  );
});

Deno.test("noise, labels and permutation leave the sequences and their classes alone", () => {
  fc.assert(
    fc.property(specs, specs, (spec, { labels, noise }) => {
      const plain = makeDataset({ ...spec, noise: 0, permutation: 0 });
      assertEquals(makeDataset({ ...spec, noise: 0, labels, permutation: 0 }).inputs, plain.inputs);
      const noisy = makeDataset({ ...spec, noise, labels, permutation: 0 });
      assertEquals(noisy.classOf, plain.classOf);
      // The deviates are the same at every size of the noise: each is scaled, then rounded to half a grid step.
      const unit = makeDataset({ ...spec, noise: 1, permutation: 0 });
      noisy.inputs.forEach((value, i) => {
        const scaled = plain.inputs[i] + noise * (unit.inputs[i] - plain.inputs[i]);
        assertLess(Math.abs(value - scaled), (2 + 2 * noise) / 4096);
      });
    }),
    { seed: 3, numRuns: 100 },
  );
});

Deno.test("noise is Gaussian of the given standard deviation", () => {
  const spec = specOf({ samples: 500, length: 20 });
  const clean = makeDataset(spec).inputs;
  const noise = makeDataset({ ...spec, noise: 0.5 }).inputs.map((value, i) => value - clean[i]);
  assertAlmostEquals(mean(noise), 0, 0.02);
  assertAlmostEquals(Math.sqrt(mean(noise.map((value) => value ** 2))), 0.5, 0.02);
  assertAlmostEquals(mean(noise.map((value) => value ** 4)), 3 * 0.5 ** 4, 0.02);
});

Deno.test("a permutation reorders whole samples, another one otherwise, and 0 not at all", () => {
  fc.assert(
    fc.property(specs, (spec) => {
      const plain = rowsOf(makeDataset({ ...spec, permutation: 0 }));
      const permuted = rowsOf(makeDataset(spec));
      assertEquals(permuted.toSorted(), plain.toSorted());
      if (spec.permutation === 0) assertEquals(permuted, plain);
    }),
    { seed: 4, numRuns: 100 },
  );
  const orders = [0, 1, 2].map((permutation) => rowsOf(makeDataset(specOf({ permutation }))).join("\n"));
  assertEquals(new Set(orders).size, 3);
});

Deno.test("another seed gives other sequences, another order of classes, other noise and other faulty rows", () => {
  for (const task of TASKS) {
    const spec = specOf({ task, labels: { kind: "wrong", share: 0.3 } });
    const [a, b] = [1, 2].map((seed) => makeDataset({ ...spec, seed }));
    assertNotEquals(a.classOf, b.classOf);
    // A single sample is of class 0, so that nothing but the sequence can differ.
    const single = [1, 2, 3, 4, 5].map((seed) => makeDataset({ ...spec, samples: 1, seed }).inputs.join());
    assertGreater(new Set(single).size, 1);
    const faulty = ({ labels, classOf }: Dataset) => [...classOf].map((k, row) => labels[row * 4 + k]);
    assertNotEquals(faulty(a), faulty(b));
    const noise = (data: Dataset, seed: number) =>
      makeDataset({ ...spec, seed, noise: 1 }).inputs.map((value, i) => value - data.inputs[i]);
    assertNotEquals(noise(a, 1), noise(b, 2));
  }
});

Deno.test("the classes stand in random order", () => {
  const { classOf } = makeDataset(specOf({ samples: 4000 }));
  const repeats = classOf.filter((k, row) => row > 0 && k === classOf[row - 1]).length;
  assertAlmostEquals(repeats / 4000, 1 / 4, 0.03);
});

Deno.test("feature 0 is the same however many features there are", () => {
  for (const task of TASKS) {
    const one = makeDataset(specOf({ task })).inputs;
    const many = makeDataset(specOf({ task, features: 5 })).inputs;
    assertEquals(many.filter((_, i) => i % 5 === 0), one);
    assertNotEquals(many.filter((_, i) => i % 5 === 1), one);
  }
});
