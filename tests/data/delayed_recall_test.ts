import { assertEquals } from "@std/assert";
import { makeDataset } from "../../src/data/mod.ts";
import { specOf } from "./_specs.ts";

Deno.test("the first step shows the class, one to one, and no later step says anything", () => {
  for (let classes = 2; classes <= 8; classes++) {
    const length = 12;
    const { inputs, classOf } = makeDataset(specOf({ task: "delayed-recall", samples: 400, classes, length }));
    const symbols = inputs.map((level) => Math.round((level + 1) / 2 * (classes + 1)));
    const first = Array.from({ length: classes }, () => new Set<number>());
    const later = Array.from({ length: classes }, () => new Set<number>());
    classOf.forEach((k, row) => {
      first[k].add(symbols[row * length]);
      for (let t = 1; t < length; t++) later[k].add(symbols[row * length + t]);
    });
    const middle = classes >> 1;
    assertEquals(first.map((found) => [...found]), first.map((_, k) => [k < middle ? k : k + 2]));
    for (const found of later) assertEquals([...found].toSorted(), [middle, middle + 1]);
  }
});
