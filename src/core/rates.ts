import type { Interval } from "./numerics.ts";
import { defaultRule, type OptimizerKind, type RuleSpec } from "./optimizer_spec.ts";
import { stabilityBound } from "./stability_bound.ts";
import type { TrainingConfig } from "./training_config.ts";

/**
 * For each optimizer, with its default numbers, the learning rate at which generated classifiers begin to
 * become unstable. The largest stable rate of a config is 2/curvature for gradient descent, and the curvature of
 * generated configs varies by a factor of some hundred: these are round numbers near the lower tenth of the smallest
 * rates that broke the `descends` property, found by trying rates of a factor 10^(1/4) to 10^(1/2) on 24 to 60 configs
 * each.
 */
const NOMINAL_BOUNDS: Record<OptimizerKind, number> = {
  "sgd": 1,
  "momentum": 0.15,
  "nesterov": 0.15,
  "adagrad": 0.5,
  "adadelta": 1,
  "rmsprop": 0.05,
  "rmsprop-centered": 0.05,
  "adam": 0.1,
  "adamax": 0.2,
  "adamw": 0.1,
  "amsgrad": 0.1,
};

/**
 * What is meant by the words for learning rates, in multiples of the nominal bound; they stand here and nowhere else.
 *
 * - small: a two-hundredth of the bound and less, below the edge of the sharpest configs that are generated.
 * - healthy: within a factor of ten below the bound: learnable tasks are learned within some hundred steps.
 * - large: so far above the bound that most runs do not come back.
 */
export const RATES = {
  small: { low: 0.0005, high: 0.005 },
  healthy: { low: 0.1, high: 0.3 },
  large: { low: 1000, high: 30000 },
} as const satisfies Record<string, Interval>;

/** The rate at which a rule becomes unstable on generated configs, roughly; a subject has that of its `like`. */
export function nominalBound(rule: RuleSpec): number {
  return NOMINAL_BOUNDS[rule.kind === "subject" ? rule.like : rule.kind];
}

/** The largest stable rate of a quadratic under a rule without a preconditioner: stabilityBound / largest eigenvalue. */
export function exactBound(config: TrainingConfig): number | undefined {
  const { optimizer, problem } = config, rule = optimizer.kind === "subject" ? defaultRule(optimizer.like) : optimizer;
  return problem === "quadratic" && isPlain(rule) ? stabilityBound(rule) / config.quadratic.largest : undefined;
}

/**
 * The rate at which a config becomes unstable, before anything is measured along a run: the exact one where there is one,
 * that at its start where the config has it, or nominal.
 */
export function predictedBound(config: TrainingConfig): number {
  return exactBound(config) ?? boundAtStart(config) ?? nominalBound(config.optimizer);
}

function boundAtStart(config: TrainingConfig): number | undefined {
  return config.problem === "classifier" || config.problem === "own" ? config.bound : undefined;
}

/** Whether a rule takes the gradient as it is: its stable rates are those of the curvature. */
export function isPlain(rule: RuleSpec): rule is RuleSpec & { kind: "sgd" | "momentum" | "nesterov" } {
  return rule.kind === "sgd" || rule.kind === "momentum" || rule.kind === "nesterov";
}

/** The absolute learning rate of a config. */
export function absoluteRate(config: TrainingConfig): number {
  const { learningRate } = config.optimizer;
  return "absolute" in learningRate ? learningRate.absolute : learningRate.timesBound * predictedBound(config);
}

/** The config with another rate, absolute. */
export function atRate<Config extends TrainingConfig>(config: Config, rate: number): Config {
  return { ...config, optimizer: { ...config.optimizer, learningRate: { absolute: rate } } };
}

/** The longest sequences, and the largest gain of a recurrent kernel, that leave the loss without cliffs. */
const SMOOTH = { length: 12, gain: 1 };
/** Up to this share of the bound at a config's own start a rate is small: the curvature may grow tenfold along the run. */
const SMALL_AT_START = 0.05;

/**
 * Whether a rate is small without a measurement along the run: by the bound at the config's own start, where it has one; else
 * of generated data by the nominal bound, on a problem without what makes cliffs in the loss of a recurrent net, long
 * sequences and recurrent kernels that expand (Pascanu et al. 2013, arXiv 1211.5063).
 */
export function isPresumedSmall(config: TrainingConfig): boolean {
  const rate = absoluteRate(config), atStart = boundAtStart(config);
  if (atStart !== undefined) return rate <= SMALL_AT_START * atStart * 1.01;
  if (config.problem !== "classifier" || config.data.source === "own") return false;
  const { data, model: { recurrentInit: init } } = config, times = rate / nominalBound(config.optimizer);
  const isSmooth = data.length <= SMOOTH.length && (init.kind === "glorot" || init.gain <= SMOOTH.gain);
  return isSmooth && times <= RATES.small.high * 1.01;
}
