import { assertAlmostEquals, assertEquals } from "@std/assert";
import { type DampedRule, stabilityBound } from "../../src/core/mod.ts";

/** One update of a rule on L = curvature x^2 / 2, its preconditioner 1; `state` is m or v. */
function update(rule: DampedRule, { x, state, rate }: { x: number; state: number; rate: number }): [number, number] {
  const g = x;
  switch (rule.kind) {
    case "momentum":
    case "rmsprop":
    case "rmsprop-centered": {
      const v = rule.momentum * state + g;
      return [x - rate * v, v];
    }
    case "nesterov": {
      const v = rule.momentum * state + g;
      return [x - rate * (g + rule.momentum * v), v];
    }
    case "adam":
    case "adamax":
    case "amsgrad":
    case "adamw": {
      const m = rule.beta1 * state + (1 - rule.beta1) * g, decay = rule.kind === "adamw" ? rule.weightDecay : 0;
      return [x - rate * (m + decay * x), m];
    }
    default:
      return [x - rate * g, 0];
  }
}

/** How large x is after many steps, beside the largest of the first hundred. */
function growth(rule: DampedRule, rate: number): number {
  let x = 1, state = 0, early = 0;
  for (let step = 0; step < 40000; step++) {
    [x, state] = update(rule, { x, state, rate });
    if (step < 100) early = Math.max(early, Math.abs(x));
    if (Math.abs(x) > 1e100) return Infinity;
  }
  return Math.abs(x) / early;
}

const RULES: DampedRule[] = [
  { kind: "sgd" },
  { kind: "adagrad" },
  { kind: "adadelta" },
  ...[0, 0.5, 0.9, 0.99].flatMap((momentum): DampedRule[] => [
    { kind: "momentum", momentum },
    { kind: "nesterov", momentum },
    { kind: "rmsprop", momentum },
    { kind: "rmsprop-centered", momentum },
  ]),
  ...[0, 0.5, 0.9, 0.99].flatMap((beta1): DampedRule[] => [
    { kind: "adam", beta1 },
    { kind: "adamax", beta1 },
    { kind: "amsgrad", beta1 },
    { kind: "adamw", beta1, weightDecay: 0 },
  ]),
];

Deno.test("at .99 of its bound every rule decays on a quadratic of curvature 1, at 1.01 it grows without end", () => {
  for (const rule of RULES) {
    const bound = stabilityBound(rule), outcome = [growth(rule, 0.99 * bound) < 1e-3, growth(rule, 1.01 * bound)];
    assertEquals(outcome, [true, Infinity], JSON.stringify(rule));
  }
});

Deno.test("weight decay lowers Adam's bound, by its own rate: at .99 of the edge AdamW decays, at 1.01 it grows", () => {
  for (const beta1 of [0, 0.5, 0.9]) {
    for (const weightDecay of [0.01, 0.5, 3]) {
      const rule: DampedRule = { kind: "adamw", beta1, weightDecay };
      // On a curvature of 1 the edge is where rate = bound(rate), which is linear in the rate.
      const none = stabilityBound(rule), slope = none - stabilityBound(rule, 1), edge = none / (1 + slope);
      assertAlmostEquals(stabilityBound(rule, edge), edge, 1e-12);
      assertEquals(
        [growth(rule, 0.99 * edge) < 1e-3, growth(rule, 1.01 * edge)],
        [true, Infinity],
        JSON.stringify(rule),
      );
    }
  }
});

Deno.test("the bounds at momentum .9 are those of the literature: 2, 3.8, 1.357, 38", () => {
  assertEquals(stabilityBound({ kind: "sgd" }), 2);
  assertAlmostEquals(stabilityBound({ kind: "momentum", momentum: 0.9 }), 3.8);
  assertAlmostEquals(stabilityBound({ kind: "nesterov", momentum: 0.9 }), 1.357, 1e-3);
  assertAlmostEquals(stabilityBound({ kind: "adam", beta1: 0.9 }), 38);
  assertAlmostEquals(stabilityBound({ kind: "adam", beta1: 0.5 }), 6);
});
