import { conventionsOf, setLearningRate } from "../../optimizers/mod.ts";
import type { Candidate, Finding, Law } from "../law.ts";
import { boundedPath } from "../rounding_bound.ts";
import { type Trial, trials } from "../trial.ts";
import { hasSettableRate, pathOf } from "../walk.ts";

/** From this step on the rate is half: where a rule has its rate is of account only when it changes. */
const HALVED = 3;

/** The weights are those of the rule's paper, or of a framework. */
export const agrees: Law = {
  name: "agrees",
  statement:
    "The weights are those of the rule's oracle in float64 in one of its published conventions, within four times " +
    `what float32 roundings make of it; the rate is halved after ${HALVED} steps, if it can be set.`,
  appliesTo: ({ rule }) => rule !== undefined,
  trials: trials(),
  judge: async (candidate, trial) => {
    const isHalved = trial.gradients.length > HALVED && hasSettableRate(candidate);
    const rates = trial.gradients.map((_, step) => isHalved && step >= HALVED ? trial.rate / 2 : trial.rate);
    const seen = await pathOf(candidate, trial, {
      before: (optimizer, step) => isHalved && step === HALVED && setLearningRate(optimizer, rates[step]),
    });
    return agreement(candidate, trial, { seen, rates });
  },
};

function agreement(
  { rule }: Candidate,
  trial: Trial,
  { seen, rates }: { seen: number[][]; rates: number[] },
): Finding {
  const conventions = conventionsOf(rule!).map(({ name, rule }) => {
    const { path, bound } = boundedPath(rule, trial, rates);
    return { name, path, step: path.findIndex((row, t) => !row.every((w, i) => isClose(seen[t][i], w, bound[t][i]))) };
  });
  const agreeing = conventions.filter(({ step }) => step < 0).map(({ name }) => name);
  if (agreeing.length > 0) return { holds: true, conventions: agreeing };
  // The convention that agrees longest.
  const { name, path, step } = conventions.reduce((best, one) => one.step > best.step ? one : best);
  return {
    holds: false,
    seen: `weights ${list(seen[step])} after step ${step + 1}`,
    expected: `${list(path[step])} by ${name}${others(conventions, step)}`,
  };
}

/** Whether a float32 weight is within the bound of its oracle's; what is beyond float32 in both is not compared. */
function isClose(seen: number, expected: number, bound: number): boolean {
  if (!Number.isFinite(Math.fround(expected))) return !Number.isFinite(seen);
  return Math.abs(seen - expected) <= bound;
}

const list = (row: number[]) => row.map((value) => +value.toPrecision(7)).join(", ");

function others(conventions: { path: number[][]; name: string }[], step: number): string {
  const values = new Set(conventions.map(({ path }) => list(path[step])));
  return values.size === 1 ? "" : ` (all conventions: ${[...values].join(" | ")})`;
}
