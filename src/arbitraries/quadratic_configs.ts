import fc from "fast-check";
import {
  absoluteRate,
  atRate,
  predictedBound,
  type QuadraticConfig,
  type QuadraticScope,
  type QuadraticSpec,
  ruleOf,
} from "../core/mod.ts";
import { GRIDS } from "./grids.ts";
import { around, notches, within } from "./notches.ts";
import { seeds } from "./specs.ts";
import type { ConfigOptions } from "./config_options.ts";

const RECORD = { noNullPrototype: true } as const;

/** Quadratics: few dimensions, a plain spectrum, no rotation first. */
export function quadraticSpecs(own?: QuadraticSpec): fc.Arbitrary<QuadraticSpec> {
  return fc.record({
    dimension: notches(around<number>(GRIDS.dimension, own?.dimension)),
    condition: notches(around<number>(GRIDS.condition, own?.condition)),
    largest: notches(around<number>(GRIDS.largest, own?.largest)),
    rotated: notches([false, true]),
    seed: seeds(),
  }, RECORD);
}

/** Random quadratics of one rule, undecorated, with rates that are multiples of the exact bound. */
export function quadraticConfigs({ rule, scope }: ConfigOptions<QuadraticScope>): fc.Arbitrary<QuadraticConfig> {
  const steps = notches(within(GRIDS.steps, scope.steps)), rate = notches(within(GRIDS.edgeRates, scope.rates));
  return fc.record({ quadratic: quadraticSpecs(), steps, rate, seed: seeds() }, RECORD)
    .map(
      ({ rate, ...rest }) => configOf(rule, { ...rest, rate: { timesBound: rate } }),
      (value) => {
        const { quadratic, steps, seed, optimizer } = value as QuadraticConfig;
        return { quadratic, steps, seed, rate: (optimizer.learningRate as { timesBound: number }).timesBound };
      },
    );
}

/** The quadratics that are simpler than `own`, at as many times their own exact bound. */
export function quadraticConfigsAround(own: QuadraticConfig, scope: QuadraticScope): fc.Arbitrary<QuadraticConfig> {
  const rule = ruleOf(own.optimizer);
  const steps = notches(around(within(GRIDS.steps, scope.steps), own.steps));
  return fc.record({ quadratic: quadraticSpecs(own.quadratic), steps, seed: seeds() }, RECORD).map(
    (fields) => atTimes(configOf(rule, { ...fields, rate: own.optimizer.learningRate }), own),
    (value) => {
      const { quadratic, steps, seed } = value as QuadraticConfig;
      return { quadratic, steps, seed };
    },
  );
}

/** The rate that stands to the config's bound as `own`'s does to its; where the bound is the same, it is the same number. */
export function atTimes(config: QuadraticConfig, own: QuadraticConfig): QuadraticConfig {
  const bound = predictedBound(config), rate = absoluteRate(own), known = predictedBound(own);
  return atRate(config, bound === known ? rate : rate / known * bound);
}

function configOf(
  rule: ConfigOptions["rule"],
  { quadratic, steps, seed, rate }: Pick<QuadraticConfig, "quadratic" | "steps" | "seed"> & {
    rate: QuadraticConfig["optimizer"]["learningRate"];
  },
): QuadraticConfig {
  const optimizer = { ...rule, learningRate: rate, schedule: { kind: "constant" }, clip: { kind: "none" } } as const;
  return { problem: "quadratic", quadratic, optimizer, steps, seed };
}
