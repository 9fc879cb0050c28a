import { assert, assertAlmostEquals, assertEquals, assertLessOrEqual } from "@std/assert";
import { makeDataset } from "../../src/data/mod.ts";
import { specOf } from "./_specs.ts";

/** The positions of the marks of each sample, with its class. */
function marksOf(fields: { classes: number; length: number; samples?: number }): { k: number; marks: number[] }[] {
  const { inputs, classOf, length } = makeDataset(specOf({ task: "counting", samples: 400, ...fields }));
  return [...classOf].map((k, row) => ({
    k,
    marks: [...inputs.subarray(row * length, (row + 1) * length)].flatMap((x, t) => x === 1 ? [t] : []),
  }));
}

Deno.test("the class is the number of marks modulo the classes, and the marks are few", () => {
  for (let classes = 2; classes <= 8; classes++) {
    for (const length of [8, 12, 13, 100]) {
      for (const { k, marks } of marksOf({ classes, length })) {
        assertEquals(marks.length % classes, k);
        assertLessOrEqual(marks.length, Math.max(k, Math.min(length / 2, k + classes)));
      }
    }
  }
});

Deno.test("both counts of a class occur alike, and the marks everywhere alike", () => {
  const sequences = marksOf({ classes: 2, length: 12, samples: 4000 });
  for (const count of [0, 1, 2, 3]) {
    assertAlmostEquals(sequences.filter(({ marks }) => marks.length === count).length / 4000, 1 / 4, 0.03);
  }
  for (let t = 0; t < 12; t++) {
    assertAlmostEquals(sequences.filter(({ marks }) => marks.includes(t)).length / 4000, 1.5 / 12, 0.02);
  }
});

Deno.test("with fewer steps than marks all steps are marked", () => {
  for (const { k, marks } of marksOf({ classes: 8, length: 3 })) assertEquals(marks.length, Math.min(k, 3));
  assert(marksOf({ classes: 2, length: 1 }).every(({ k, marks }) => marks.length === k));
});
