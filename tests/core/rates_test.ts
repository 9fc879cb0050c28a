import { assert, assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import {
  absoluteRate,
  defaultRule,
  isPresumedSmall,
  nominalBound,
  OPTIMIZER_KINDS,
  type OptimizerSpec,
  parseTrainingConfig,
  predictedBound,
  RATES,
} from "../../src/core/mod.ts";
import { DEFAULTS } from "./_configs.ts";

Deno.test("every optimizer has a nominal bound; a subject's is that of the rule it is like", () => {
  for (const kind of OPTIMIZER_KINDS) {
    const bound = nominalBound(defaultRule(kind));
    assert(bound > 0 && bound <= 10, kind);
    assertEquals(nominalBound({ kind: "subject", name: "mine", like: kind }), bound);
  }
});

Deno.test("an absolute rate is itself, a multiple is taken of the bound", () => {
  const { optimizer } = DEFAULTS, rateOf = (optimizer: OptimizerSpec) => absoluteRate({ ...DEFAULTS, optimizer });
  assertEquals(rateOf(optimizer), 0.01);
  assertEquals(rateOf({ ...optimizer, learningRate: { timesBound: 3 } }), 3 * nominalBound(optimizer));
  const subject = { ...optimizer, kind: "subject", name: "mine", like: "sgd" } as const;
  assertEquals(rateOf({ ...subject, learningRate: { timesBound: 0.5 } }), 0.5 * nominalBound({ kind: "sgd" }));
});

Deno.test("the bound of a quadratic is exact without a preconditioner: 2 / curvature, and what momentum makes of it", () => {
  const boundOf = (optimizer: object) => {
    const rate = { learningRate: { absolute: 1 } };
    return predictedBound(
      parseTrainingConfig({ problem: "quadratic", quadratic: { largest: 4 }, optimizer: { ...optimizer, ...rate } }),
    );
  };
  assertEquals(boundOf({ kind: "sgd" }), 0.5);
  assertEquals(boundOf({ kind: "subject", name: "mine", like: "sgd" }), 0.5);
  assertAlmostEquals(boundOf({ kind: "momentum", momentum: 0.9 }), 3.8 / 4);
  assertAlmostEquals(boundOf({ kind: "nesterov", momentum: 0.9 }), 1.357142857 / 4, 1e-9);
  assertEquals(boundOf({ kind: "adam" }), nominalBound(defaultRule("adam")));
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

Deno.test("a bound that was measured at the start is what multiples are of, and a twentieth of it is small", () => {
  const config = (rate: object, fields: object = {}) =>
    parseTrainingConfig<unknown>({ bound: 8, optimizer: { kind: "adam", learningRate: rate }, ...fields });
  assertEquals(absoluteRate(config({ timesBound: 0.25 })), 2);
  assertEquals(absoluteRate(config({ timesBound: 0.25 }, { problem: "own", name: "mine" })), 2);
  assertEquals([0.4, 0.41].map((absolute) => isPresumedSmall(config({ absolute }))), [true, false]);
});

Deno.test("of one's own data without a bound no rate is presumed small", () => {
  const own = { source: "own", name: "x.csv", digest: "0".repeat(64), samples: 4, length: 4, features: 1, classes: 2 };
  const config = (data: object) =>
    parseTrainingConfig({ data, optimizer: { kind: "sgd", learningRate: { absolute: 1e-9 } } });
  assertEquals([{}, own].map((data) => isPresumedSmall(config(data))), [true, false]);
});
