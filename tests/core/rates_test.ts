import { assert, assertEquals, assertLess } from "@std/assert";
import { absoluteRate, defaultRule, nominalBound, OPTIMIZERS, RATES } from "../../src/core/mod.ts";
import { DEFAULTS } from "./_configs.ts";

Deno.test("every optimizer has a nominal bound; a subject's is that of the rule it is like", () => {
  for (const kind of OPTIMIZERS) {
    const bound = nominalBound(defaultRule(kind));
    assert(bound > 0 && bound <= 10, kind);
    assertEquals(nominalBound({ kind: "subject", name: "mine", like: kind }), bound);
  }
});

Deno.test("an absolute rate is itself, a multiple is taken of the bound", () => {
  const { optimizer } = DEFAULTS;
  assertEquals(absoluteRate(optimizer), 0.01);
  assertEquals(absoluteRate({ ...optimizer, learningRate: { timesBound: 3 } }), 3 * nominalBound(optimizer));
  const subject = { ...optimizer, kind: "subject", name: "mine", like: "sgd" } as const;
  assertEquals(absoluteRate({ ...subject, learningRate: { timesBound: 0.5 } }), 0.5 * nominalBound({ kind: "sgd" }));
});

Deno.test("small, healthy and large rates stand in this order around the bound", () => {
  const ends = [
    RATES.small.low,
    RATES.small.high,
    RATES.healthy.low,
    RATES.healthy.high,
    1,
    RATES.large.low,
    RATES.large.high,
  ];
  for (const [i, end] of ends.entries()) if (i > 0) assertLess(ends[i - 1], end);
});
