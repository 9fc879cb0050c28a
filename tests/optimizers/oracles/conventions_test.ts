import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { defaultRule } from "../../../src/core/mod.ts";
import { conventionsOf, oracleOf, type OracleRule, oracleRule } from "../../../src/optimizers/mod.ts";
import { KINDS } from "../../../scripts/golden/sequences.ts";

/** Numbers of which no two are alike, and epsilons that count. */
const RULES: OracleRule[] = [
  { kind: "sgd" },
  { kind: "momentum", momentum: 0.5 },
  { kind: "nesterov", momentum: 0.5 },
  { kind: "adagrad", initialAccumulator: 3, epsilon: 1 },
  { kind: "adadelta", rho: 0.75, epsilon: 1 },
  { kind: "rmsprop", decay: 0.75, momentum: 0.5, epsilon: 3 },
  { kind: "rmsprop-centered", decay: 0.75, momentum: 0.5, epsilon: 1 },
  { kind: "adam", beta1: 0.5, beta2: 0.75, epsilon: 1 },
  { kind: "adamax", beta1: 0.5, beta2: 0.75, epsilon: 1 },
  { kind: "adamw", beta1: 0.5, beta2: 0.75, epsilon: 1, weightDecay: 0.25 },
  { kind: "amsgrad", beta1: 0.5, beta2: 0.75, epsilon: 1 },
];

const ADAM: [number, number][] = [
  [2 / 3, -2 / 3 / (Math.sqrt(3 / 0.4375) + 1)],
  [2 / 4, -2 / 3 * Math.sqrt(0.4375) / (Math.sqrt(3) + 1)],
  [2 / Math.sqrt(5), -2 / 3 / Math.sqrt(3 / 0.4375 + 1)],
];

/**
 * By hand, on the gradients 2, then -3 at rates 1, then .5, from the weight 0 (of AdamW 1): both updates of each form. At betas
 * of .5 and .75 m = 1, then .5 - 1.5 = -1; v = 1, then .75 + 2.25 = 3; they are divided by .5 and .25, then .75 and .4375.
 */
const UPDATES: Record<OracleRule["kind"], [first: number, second: number][]> = {
  "sgd": [[2, -1.5]],
  // v = 2, then .5 * 2 - .5 * 3 inside; .5 * 2 - 3, times .5, outside.
  "momentum": [[2, -0.5], [2, -1]],
  // g + b v: 2 + .5 * 2, then .5 (-3) + .5 (-.5) inside, .5 (-3 + .5 (-2)) outside.
  "nesterov": [[3, -1.75], [3, -2]],
  // s = 7, then 16.
  "adagrad": [
    [2 / (Math.sqrt(7) + 1), -1.5 / 5],
    [2 / Math.sqrt(8), -1.5 / Math.sqrt(17)],
    [2 / Math.sqrt(7), -1.5 / 4],
  ],
  // s = 1, then 3; d = 2 / sqrt(2), so u = .25 * 2 = .5, then d = -3 sqrt(1.5) / sqrt(4).
  "adadelta": [[Math.SQRT2, -0.75 * Math.sqrt(1.5)]],
  // s = 1, then 3; of TensorFlow 1 .75 + 1, then .75 * 1.75 + 2.25.
  "rmsprop": [
    [1, 0.5 - 1.5 / Math.sqrt(6)],
    [0.5, 0.5 * (0.25 - 3 / (Math.sqrt(3) + 3))],
    [2 / Math.sqrt(4.75), 1 / Math.sqrt(4.75) - 1.5 / Math.sqrt(6.5625)],
  ],
  // m = .5, then .375 - .75 = -.375, with a square of 9/64.
  "rmsprop-centered": [
    [2 / Math.sqrt(1.75), 1 / Math.sqrt(1.75) - 1.5 / Math.sqrt(4 - 9 / 64)],
    [2 / (Math.sqrt(0.75) + 1), 0.5 * (1 / (Math.sqrt(0.75) + 1) - 3 / (Math.sqrt(3 - 9 / 64) + 1))],
    [2 / Math.sqrt(2.5), 1 / Math.sqrt(2.5) - 1.5 / Math.sqrt(3.5625 - 9 / 64 + 1)],
  ],
  "adam": ADAM,
  // u = 2, then 3; of PyTorch 3, then 4.
  "adamax": [[2 / 2, -2 / 9], [2 / 3, -1 / 6], [2 / 3, -1 / 6]],
  "adamw": ADAM.map(([first, second]) => [first + 0.25, second + 0.125]),
  "amsgrad": [[1 / 2, -0.5 / (Math.sqrt(3) + 1)], ADAM[0], ADAM[0], ADAM[1]],
};

Deno.test("the table has every rule", () => {
  assertEquals(RULES.map(({ kind }) => kind), KINDS);
});

for (const rule of RULES) {
  Deno.test(`${rule.kind}: two steps by hand in every convention`, () => {
    const conventions = conventionsOf(rule), weights = [rule.kind === "adamw" ? 1 : 0];
    assertEquals(conventions.length, UPDATES[rule.kind].length);
    conventions.forEach(({ name, rule }, i) => {
      const oracle = oracleOf(rule);
      const made = [[2], [-3]].map((g, t) => oracle.step(g, { rate: [1, 0.5][t], weights })[0]);
      made.forEach((update, t) => assertAlmostEquals(update, UPDATES[rule.kind][i][t], 1e-15, `${name}, step ${t}`));
      assertEquals([oracle.steps, oracle.state.length], [2, 1]);
    });
  });
}

Deno.test("the default of the options is the paper's convention", () => {
  for (const rule of RULES) {
    // Kingma & Ba have no epsilon in Adamax, Sutskever's rate is inside.
    if (rule.kind === "adamax" || rule.kind === "momentum" || rule.kind === "nesterov") continue;
    const [{ rule: paper }] = conventionsOf(rule);
    const [a, b] = [rule, paper].map((rule) => oracleOf(rule).step([2, -3], { rate: 1, weights: [1, 1] }));
    assertEquals(a, b);
  }
});

Deno.test("AMSGrad remembers the largest mean square: corrected before or after differ once it falls", () => {
  const rule = { kind: "amsgrad", beta1: 0, beta2: 0.5, epsilon: 0 } as const;
  const second = (biasCorrection: "none" | "after" | "before") => {
    const oracle = oracleOf({ ...rule, biasCorrection });
    oracle.step([2], { rate: 1 });
    return oracle.step([0.5], { rate: 1 })[0];
  };
  // v = 2, then 1.125: w = 2 uncorrected; corrected by .75; the first one corrected, 2 / .5.
  assertAlmostEquals(second("none"), 0.5 / Math.SQRT2, 1e-15);
  assertAlmostEquals(second("after"), 0.5 / Math.sqrt(2 / 0.75), 1e-15);
  assertAlmostEquals(second("before"), 0.5 / Math.sqrt(4), 1e-15);
});

Deno.test("Adamax remembers the largest gradient, PyTorch's with its epsilon", () => {
  const second = (epsilonPlace: "denominator" | "gradient") => {
    const oracle = oracleOf({ kind: "adamax", beta1: 0, beta2: 0.75, epsilon: 1, epsilonPlace });
    oracle.step([-2], { rate: 1 });
    return oracle.step([0.5], { rate: 1 })[0];
  };
  // u = 2, then 1.5; with epsilon in it 3, then 2.25.
  assertAlmostEquals(second("denominator"), 0.5 / 2.5, 1e-15);
  assertAlmostEquals(second("gradient"), 0.5 / 2.25, 1e-15);
});

Deno.test("AdamW of the paper decays by the schedule's factor, not by the rate", () => {
  const rule = { kind: "adamw", beta1: 0.5, beta2: 0.5, epsilon: 1, weightDecay: 0.25, baseRate: 0.1 } as const;
  assertAlmostEquals(oracleOf(rule).step([0], { rate: 0.05, weights: [8] })[0], 0.25 * 8 / 2, 1e-15);
});

Deno.test("state is told by the papers' names, component by component", () => {
  const oracle = oracleOf({ kind: "adam", beta1: 0.5, beta2: 0.75, epsilon: 0 });
  assertEquals(oracle.state, []);
  oracle.step([2, 0], { rate: 1 });
  assertEquals(oracle.state, [{ m: 1, v: 1 }, { m: 0, v: 0 }]);
  const centered = oracleOf({ kind: "rmsprop-centered", decay: 0.75, momentum: 0, epsilon: 0 });
  centered.step([2], { rate: 1 });
  centered.step([-3], { rate: 1 });
  assertEquals([centered.state[0].s, centered.state[0].m], [3, -0.375]);
});

Deno.test("a centered mean square that rounding makes less than the mean's square counts as 0", () => {
  const oracle = oracleOf({ kind: "rmsprop-centered", decay: 0.3, momentum: 0, epsilon: 1e-30 });
  for (let step = 0; step < 200; step++) assert(Number.isFinite(oracle.step([1 / 3], { rate: 1 })[0]));
});

Deno.test("a spec's rule is an oracle's; nobody knows a subject's", () => {
  assertEquals(oracleRule(defaultRule("adagrad")), { kind: "adagrad", initialAccumulator: 0.1, epsilon: 1e-7 });
  assertEquals(oracleRule(defaultRule("adam")) as unknown, defaultRule("adam"));
  assertEquals(oracleRule({ kind: "subject", name: "mine", like: "adam" }), undefined);
});
