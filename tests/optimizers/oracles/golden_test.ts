import { assert, assertEquals, assertLess } from "@std/assert";
import { compare } from "../../../scripts/golden/compare.ts";
import { KINDS, type Sequence, sequenceOf } from "../../../scripts/golden/sequences.ts";

interface Golden {
  measured: Record<string, { compared: number; leftOut: number; worst: number }>;
  cases: (Sequence & { weights: number[][] })[];
}
const FILE = new URL("../../../fixtures/golden/oracles.json", import.meta.url);
const { measured, cases }: Golden = JSON.parse(await Deno.readTextFile(FILE));

for (const kind of KINDS) {
  Deno.test(`${kind}: PyTorch's weights in float64 within 1e-13, over sequences that are kept`, () => {
    const own = cases.filter(({ rule }) => rule.kind === kind);
    assertEquals(own.length, 3);
    for (const { weights, ...sequence } of own) assertLess(compare(sequence, weights).worst, 1e-13);
  });
}

Deno.test("when the file was made, a thousand sequences of every rule were within 1e-12", () => {
  assertEquals(Object.keys(measured), KINDS);
  for (const { compared, worst } of Object.values(measured)) {
    assert(compared >= 1000);
    assertLess(worst, 1e-12);
  }
});

Deno.test("the sequences that are kept are those of the recipe", () => {
  for (const kind of KINDS) {
    const [kept] = cases.filter(({ rule }) => rule.kind === kind), made = sequenceOf(kind, 0);
    assertEquals([kept.rule.kind, kept.gradients.length, kept.start], [kind, 6, made.start]);
  }
});

Deno.test("a difference is seen: another rate, another rule", () => {
  for (const { weights, ...sequence } of cases) {
    const rates = sequence.rates.map((rate) => rate * (1 + 1e-9));
    assert(compare({ ...sequence, rates }, weights).worst > 1e-12, sequence.rule.kind);
  }
});
