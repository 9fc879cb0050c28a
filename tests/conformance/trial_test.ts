import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { type Trial, trials } from "../../src/conformance/trial.ts";

const shrunk = (fails: (trial: Trial) => boolean, options = {}): Trial => {
  const { counterexample } = fc.check(fc.property(trials(options), (trial) => !fails(trial)), {
    seed: 1,
    numRuns: 2000,
  });
  return counterexample![0];
};

Deno.test("a trial has as many gradients at each step as weights", () => {
  fc.assert(fc.property(trials(), ({ start, gradients }) => gradients.every((row) => row.length === start.length)));
});

Deno.test("what always fails is shrunk to one step of one weight at the simplest numbers", () => {
  assertEquals(shrunk(() => true), { rate: 1, start: [0], gradients: [[1]] });
});

Deno.test("steps are shrunk first, then weights", () => {
  assertEquals(shrunk(({ gradients }) => gradients.length >= 3).gradients, [[1], [1], [1]]);
  assertEquals(shrunk(({ start }) => start.length === 2).gradients, [[1, 1]]);
});

Deno.test("patterns, values and starts are those asked for", () => {
  const options = { patterns: ["alternating"], values: [2, 5], starts: [7], steps: [3], weights: [1] } as const;
  fc.assert(fc.property(trials(options), ({ start, gradients: [[a], [b], [c]] }) => {
    assertEquals([start, b, c], [[7], -a, a]);
    assert(a === 2 || a === 5);
  }));
});

Deno.test("zeros, constants, tiny, huge, alternating and sparse gradients all come up within 200 trials", () => {
  const all = fc.sample(trials(), { numRuns: 200, seed: 5 }).filter(({ gradients }) => gradients.length >= 4);
  const columns = all.flatMap(({ start, gradients }) => start.map((_, i) => gradients.map((row) => row[i])));
  const some = (test: (column: number[]) => boolean) => assert(columns.some(test), String(test));
  some((g) => g.every((x) => x === 0));
  some((g) => g[0] !== 0 && g.every((x) => x === g[0]));
  some((g) => g[0] !== 0 && g.every((x, t) => x === (t % 2 ? -g[0] : g[0])));
  some((g) => g.filter((x) => x !== 0).length === 1);
  some((g) => g.some((x) => Math.abs(x) === 1e-30));
  some((g) => g.some((x) => x === 1e8));
});
