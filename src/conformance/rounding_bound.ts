import { prng } from "../core/mod.ts";
import { oracleOf, type OracleRule } from "../optimizers/mod.ts";
import type { Trial } from "./trial.ts";

/** Half a unit in the last place of float32, relative. */
const ROUNDING = 2 ** -24;
/** Roundings that a number may gather in one step of a rule: about as many as it has operations. */
const ROUNDINGS = 6;
/** Oracles that are disturbed. */
const SAMPLES = 24;
/** How far beyond the worst of them float32 may go: chance may have missed the worst by as much. */
const MARGIN = 4;
/** Below this float32 has fewer digits; a backend may flush it to 0. */
const TINY = 2 ** -120;

/** The oracle's weights after each step, float32 numbers given, and how far float32 arithmetic may be from them. */
export interface BoundedPath {
  path: number[][];
  bound: number[][];
}

/**
 * Follows a trial with an oracle, and with oracles that float32 roundings disturb: gradient, rate, the rule's own numbers,
 * every number of state and the weights are each multiplied at every step by 1 + d, |d| up to six half units in the last
 * place. So each rounding is carried on as the rule carries it on, enlarged where the rule subtracts. The bound is four
 * times the largest deviation of 24 such runs.
 *
 * Source: D. Parker, Monte Carlo arithmetic: exploiting randomness in floating-point arithmetic, 1997.
 *
 * @param rates of each step
 */
export function boundedPath(rule: OracleRule, trial: Trial, rates: readonly number[]): BoundedPath {
  const path = follow(rule, trial, { rates, disturb: (x) => x }), random = prng(path.length);
  const bound = path.map((row) => row.map(() => TINY));
  for (let sample = 0; sample < SAMPLES; sample++) {
    const disturb = (x: number) => x * (1 + ROUNDINGS * ROUNDING * (2 * random.uniform() - 1));
    follow(rule, trial, { rates, disturb }).forEach((row, step) =>
      row.forEach((w, i) => {
        const deviation = MARGIN * Math.abs(w - path[step][i]) + ROUNDINGS * ROUNDING * Math.abs(w);
        bound[step][i] = Math.max(bound[step][i], Number.isNaN(deviation) ? Infinity : deviation);
      })
    );
  }
  return { path, bound };
}

function follow(
  rule: OracleRule,
  { start, gradients }: Trial,
  { rates, disturb }: { rates: readonly number[]; disturb: (x: number) => number },
): number[][] {
  const oracle = oracleOf(numbersOf(rule, disturb));
  let weights = start;
  return gradients.map((row, step) => {
    const update = oracle.step(row.map((g) => disturb(Math.fround(g))), { rate: disturb(rates[step]), weights });
    for (const state of oracle.state) for (const name in state) state[name] = disturb(state[name]);
    return weights = weights.map((w, i) => disturb(w - disturb(update[i])));
  });
}

/** A rule with its numbers disturbed. */
function numbersOf(rule: OracleRule, disturb: (x: number) => number): OracleRule {
  const entries = Object.entries(rule).map((
    [name, value],
  ) => [name, typeof value === "number" ? disturb(value) : value]);
  return Object.fromEntries(entries) as OracleRule;
}
