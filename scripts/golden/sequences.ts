import { type Prng, prng } from "../../src/core/mod.ts";
import type { OracleRule } from "../../src/optimizers/mod.ts";

/** A rule, the weights it starts from, and the gradients and rates that it is given. Plain JSON. */
export interface Sequence {
  rule: OracleRule;
  start: number[];
  rates: number[];
  gradients: number[][];
}

/** Components of a weight array. */
const SIZE = 3;
/** Steps of the sequences that are committed, and the least and most of the others. */
const STEPS = { committed: 6, least: 8, most: 30 };
/** Sequences of each kind that are committed. */
export const COMMITTED = 3;

/** What PyTorch has: its numbers are drawn, its convention is fixed. */
const RULES: Record<OracleRule["kind"], (random: Prng) => OracleRule> = {
  "sgd": () => ({ kind: "sgd" }),
  "momentum": (random) => ({ kind: "momentum", momentum: random.uniform(), ratePlace: "outside" }),
  "nesterov": (random) => ({ kind: "nesterov", momentum: 0.01 + 0.99 * random.uniform(), ratePlace: "outside" }),
  "adagrad": (random) => ({
    kind: "adagrad",
    initialAccumulator: random.below(2) * random.uniform(),
    epsilon: epsilon(random),
    epsilonPlace: "outside",
  }),
  "adadelta": (random) => ({ kind: "adadelta", rho: decay(random), epsilon: epsilon(random) }),
  "rmsprop": (random) => ({ kind: "rmsprop", ...rmsprop(random) }),
  "rmsprop-centered": (random) => ({ kind: "rmsprop-centered", ...rmsprop(random) }),
  "adam": (random) => ({ kind: "adam", ...betas(random), epsilonPlace: "outside" }),
  "adamax": (random) => ({ kind: "adamax", ...betas(random), epsilonPlace: "gradient" }),
  "adamw": (random) => ({ kind: "adamw", ...betas(random), epsilonPlace: "outside", weightDecay: random.uniform() }),
  "amsgrad": (random) => ({ kind: "amsgrad", ...betas(random), biasCorrection: "after" }),
};

/** The kinds that are compared. */
export const KINDS = Object.keys(RULES) as OracleRule["kind"][];

const epsilon = (random: Prng) => 10 ** (-12 + 12 * random.uniform());
/** Decays from .1 to .999. */
const decay = (random: Prng) => 1 - 10 ** (-3 * random.uniform()) * 0.9 - 0.0001;
const betas = (random: Prng) => ({ beta1: decay(random), beta2: decay(random), epsilon: epsilon(random) });

function rmsprop(random: Prng) {
  const numbers = { decay: decay(random), momentum: random.below(2) * random.uniform(), epsilon: epsilon(random) };
  return { ...numbers, epsilonPlace: "outside", ratePlace: "outside" } as const;
}

/** The sequence of a number, from 0: the same on every machine but for the last bit of a power. */
export function sequenceOf(kind: OracleRule["kind"], index: number): Sequence {
  const random = prng(KINDS.indexOf(kind), index), { committed, least, most } = STEPS;
  const steps = index < COMMITTED ? committed : least + random.below(most - least + 1);
  const components = Array.from({ length: SIZE }, () => gradientsOf(random, steps));
  return {
    rule: RULES[kind](random),
    // From 0 a weight is its updates, and keeps their digits; weight decay needs more.
    start: components.map(() => kind === "adamw" ? random.normal() : 0),
    rates: Array.from({ length: steps }, () => 10 ** (-4 + 4 * random.uniform())),
    gradients: Array.from({ length: steps }, (_, step) => components.map((gradients) => gradients[step])),
  };
}

/** One component's gradients: noise, a constant, an alternating one, mostly zeros, or sizes all over the place. */
function gradientsOf(random: Prng, steps: number): number[] {
  const scale = 10 ** (-8 + 16 * random.uniform());
  const shape = [
    () => random.normal(),
    () => 1,
    (step: number) => step % 2 ? -1 : 1,
    () => random.below(4) ? 0 : random.normal(),
    () => 10 ** (-8 + 16 * random.uniform()) * (random.below(2) ? 1 : -1),
  ][random.below(5)];
  return Array.from({ length: steps }, (_, step) => scale * shape(step));
}
