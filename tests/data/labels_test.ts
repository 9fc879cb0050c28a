import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type LabelSpec, prng } from "../../src/core/mod.ts";
import { labelRows } from "../../src/data/labels.ts";
import { specs } from "./_specs.ts";

const CLASS_OF = Uint8Array.from({ length: 40 }, (_, row) => row % 4);

function rowsOf(spec: LabelSpec, { classOf = CLASS_OF, classes = 4, seed = 1 } = {}): number[][] {
  const labels = labelRows(classOf, { classes, spec, random: prng(seed) });
  return [...classOf].map((_, row) => [...labels.subarray(row * classes, (row + 1) * classes)]);
}

const sum = (row: number[]) => row.reduce((a, b) => a + b);
const oneHot = (k: number, classes = 4) => Array.from({ length: classes }, (_, j) => j === k ? 1 : 0);
const f32 = Math.fround;

Deno.test("one-hot: 1 for the class, 0 for the others", () => {
  rowsOf({ kind: "one-hot" }).forEach((row, i) => assertEquals(row, oneHot(i % 4)));
});

Deno.test("smoothed: smoothing / classes for every class, the rest for the true one", () => {
  rowsOf({ kind: "smoothed", smoothing: 0.2 }).forEach((row, i) => {
    assertEquals(row, oneHot(i % 4).map((value) => f32(value === 1 ? 1 - 0.2 + 0.2 / 4 : 0.2 / 4)));
  });
  assertEquals(rowsOf({ kind: "smoothed", smoothing: 1 })[0], [0.25, 0.25, 0.25, 0.25]);
});

Deno.test("mass above 1: one-hot, with mass - 1 spread evenly over the others", () => {
  rowsOf({ kind: "mass", mass: 1.3, share: 1 }).forEach((row, i) => {
    assertEquals(row, oneHot(i % 4).map((value) => value === 1 ? 1 : f32((1.3 - 1) / 3)));
  });
});

Deno.test("mass below 1: the one scaled", () => {
  rowsOf({ kind: "mass", mass: 0.5, share: 1 }).forEach((row, i) => {
    assertEquals(row, oneHot(i % 4).map((value) => value * 0.5));
  });
});

Deno.test("round(share * samples) rows are faulty, for any share, mass and number of classes; the others one-hot", () => {
  fc.assert(
    fc.property(specs, ({ labels, samples, classes, seed }) => {
      const classOf = Uint8Array.from({ length: samples }, (_, row) => row % classes);
      const rows = rowsOf(labels, { classOf, classes, seed });
      const clean = rows.filter((row, i) => row.every((value, j) => value === oneHot(i % classes, classes)[j])).length;
      if (labels.kind === "smoothed") {
        rows.forEach((row) => assertAlmostEquals(sum(row), 1, 1e-6));
        assertEquals(clean, labels.smoothing === 0 ? samples : 0);
      } else if (labels.kind === "mass") {
        const faulty = rows.filter((row) => Math.abs(sum(row) - labels.mass) < 1e-6).length;
        if (labels.mass === 1) assertEquals(clean, samples);
        else assertEquals([faulty, clean], [Math.round(labels.share * samples), samples - faulty]);
      } else {
        rows.forEach((row) => assert(row.filter((value) => value === 1).length === 1 && sum(row) === 1));
        assertEquals(samples - clean, labels.kind === "wrong" ? Math.round(labels.share * samples) : 0);
      }
    }),
    { seed: 1, numRuns: 500 },
  );
});

Deno.test("wrong: every other class occurs", () => {
  const classOf = new Uint8Array(400).fill(2);
  const counts = rowsOf({ kind: "wrong", share: 1 }, { classOf }).reduce((a, row) => a.map((n, k) => n + row[k]));
  assertEquals(counts[2], 0);
  for (const k of [0, 1, 3]) assertAlmostEquals(counts[k] / 400, 1 / 3, 0.1);
});

Deno.test("a larger share keeps the faulty rows of a smaller one; another seed chooses others", () => {
  const few = rowsOf({ kind: "wrong", share: 0.2 }), many = rowsOf({ kind: "wrong", share: 0.7 });
  few.forEach((row, i) => row[i % 4] === 1 || assertEquals(many[i], row));
  const faulty = (seed: number) => rowsOf({ kind: "mass", mass: 2, share: 0.5 }, { seed }).map(sum).join();
  assert(faulty(1) !== faulty(2));
});
