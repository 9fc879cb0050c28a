import { assert, assertEquals } from "@std/assert";
import { makeDataset } from "../../src/data/mod.ts";
import { specOf } from "./_specs.ts";

/** The relevant symbols of each sample as text and where they stand, with its class. */
function relevantOf(classes: number, length: number): { k: number; text: string; at: number[] }[] {
  const { inputs, classOf } = makeDataset(specOf({ task: "temporal-order", samples: 400, classes, length }));
  const names = classes <= 4 ? { "-1": "A", "1": "B" } : { "-1": "A", "0": "C", "1": "B" };
  return [...classOf].map((k, row) => {
    const found = [...inputs.subarray(row * length, (row + 1) * length)].map((x) => names[`${x}` as "1"] ?? "");
    return { k, text: found.join(""), at: found.flatMap((name, t) => name ? [t] : []) };
  });
}

Deno.test("the class is which two relevant symbols occur in which order, in either half one", () => {
  const outcomes = ["AB", "BA", "AA", "BB", "AC", "CA", "BC", "CB"];
  for (let classes = 2; classes <= 8; classes++) {
    for (const length of [2, 3, 12, 40]) {
      for (const { k, text, at } of relevantOf(classes, length)) {
        assertEquals(text, outcomes[k]);
        assert(at[0] < length >> 1 && at[1] >= length >> 1, `${at} of ${length}`);
      }
    }
  }
});

Deno.test("the relevant symbols stand on every step of their half", () => {
  assertEquals(new Set(relevantOf(4, 13).flatMap(({ at }) => at)).size, 13);
});

Deno.test("a single step shows the second symbol", () => {
  for (const { k, text } of relevantOf(4, 1)) assertEquals(text, ["B", "A", "A", "B"][k]);
});

Deno.test("two distractors stand on all other steps", () => {
  for (const [classes, level] of [[4, 1365], [8, 2048]]) {
    const { inputs } = makeDataset(specOf({ task: "temporal-order", classes }));
    const found = new Set([...inputs].filter((x) => !Number.isInteger(x)).map((x) => x * 4096));
    assertEquals([...found].toSorted((a, b) => a - b), [-level, level]);
  }
});
