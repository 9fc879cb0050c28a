import { assert, assertEquals } from "@std/assert";
import { prng } from "../../src/core/mod.ts";
import { boundedPath } from "../../src/conformance/rounding_bound.ts";
import type { OracleRule } from "../../src/optimizers/mod.ts";

const f = Math.fround;
const RULE = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;

/** Adam of one weight with every operation rounded to float32, the corrections in float64 as PyTorch has them. */
function float32Adam(gradients: number[], rate: number, fault = 1): number[] {
  let m = 0, v = 0, w = 0;
  return gradients.map(f).map((g, t) => {
    m = f(f(f(RULE.beta1) * m) + f(f(1 - RULE.beta1) * g));
    v = f(f(f(RULE.beta2) * v) + f(f(1 - RULE.beta2) * f(g * g)));
    const mean = f(m / f(1 - RULE.beta1 ** (t + 1))), root = f(Math.sqrt(f(v / f(1 - RULE.beta2 ** (t + 1)))));
    return w = f(w - f(f(rate * fault) * f(mean / f(root + f(RULE.epsilon)))));
  });
}

Deno.test("Adam in float32 stays within the bound, over 300 random sequences; the bound is below 3e-5 of the way", () => {
  const random = prng(3), rule: OracleRule = { kind: "adam", ...RULE };
  for (let run = 0; run < 300; run++) {
    const gradients = Array.from({ length: 20 }, () => random.normal() * 10 ** (-6 + 8 * random.uniform())),
      rate = 0.125;
    const trial = { rate, start: [0], gradients: gradients.map((g) => [g]) };
    const { path, bound } = boundedPath(rule, trial, gradients.map(() => rate));
    float32Adam(gradients, rate).forEach((w, t) =>
      assert(Math.abs(w - path[t][0]) <= bound[t][0], `run ${run}, step ${t}`)
    );
    bound.forEach(([b], t) => assert(b < 3e-5 * rate * (t + 1), `${b} at step ${t}`));
  }
});

Deno.test("a rate of a ten-thousandth more is beyond the bound at the first step", () => {
  const trial = { rate: 0.125, start: [0], gradients: [[1]] };
  const { path, bound } = boundedPath({ kind: "adam", ...RULE }, trial, [0.125]);
  assert(Math.abs(float32Adam([1], 0.125, 1.0001)[0] - path[0][0]) > bound[0][0]);
});

Deno.test("the bound grows where a rule subtracts: centered RMSProp on equal gradients", () => {
  const gradients = Array.from({ length: 40 }, () => [1]), trial = { rate: 1, start: [0], gradients };
  const ends = (["rmsprop", "rmsprop-centered"] as const).map((kind) => {
    const { path, bound } = boundedPath(
      { kind, decay: 0.9, momentum: 0, epsilon: 1e-7 },
      trial,
      gradients.map(() => 1),
    );
    return bound[39][0] / Math.abs(path[39][0]);
  });
  assert(ends[1] > 3 * ends[0], `${ends}`);
});

Deno.test("the same trial has the same bound, and the path is the oracle's", () => {
  const trial = { rate: 1, start: [1], gradients: [[0.1], [0.1]] };
  const one = boundedPath({ kind: "sgd" }, trial, [1, 0.5]);
  assertEquals(boundedPath({ kind: "sgd" }, trial, [1, 0.5]), one);
  assertEquals(one.path, [[1 - f(0.1)], [1 - f(0.1) - 0.5 * f(0.1)]]);
});
