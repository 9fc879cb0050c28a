import type { LabelSpec } from "./dataset_spec.ts";
import { canonicalJson } from "./json.ts";
import type { Interval } from "./numerics.ts";
import type { Cell } from "./model_spec.ts";
import { absoluteRate, predictedBound } from "./rates.ts";
import { isOnOwn, type TrainingConfig } from "./training_config.ts";

/** The configs that a property speaks of: what may be generated, and what a shrunk config must stay within. */
export type Scope = ClassifierScope | QuadraticScope | OwnScope;

/** Random quadratics. */
export interface QuadraticScope {
  /** What configs are of. */
  problem: "quadratic";
  /** Learning rates, in multiples of the exact bound. */
  rates: Interval;
  /** Steps of the training. */
  steps: Interval;
}

/** A problem of one's own. */
export interface OwnScope {
  /** What configs are of. */
  problem: "own";
  /** Learning rates, in multiples of the bound at the start. */
  rates: Interval;
  /** Steps of the training; a shrunk config may go down to `floor` where the claim holds of shorter runs, too. */
  steps: Interval & { floor?: number };
  /** Full batches only, or mini-batches too. */
  batches: "full" | "any";
}

/** Recurrent classifiers on generated data, or one's own. */
export interface ClassifierScope {
  /** What configs are of. */
  problem: "classifier";
  /** Learning rates, in multiples of the bound. */
  rates: Interval;
  /** Which: the nominal one of the optimizer, or what linear stability gives at the config's own start. Default "nominal". */
  bound?: "nominal" | "measured";
  /** Steps of the training; a shrunk config may go down to `floor` where the claim holds of shorter runs, too. */
  steps: Interval & { floor?: number };
  /** Full batches only, or mini-batches too. */
  batches: "full" | "any";
  /** "learnable": tasks, sizes and labels on which a classifier of this size is known to learn within the steps. */
  data: "learnable" | "any";
  /** Generated data only. Default: one's own, too. */
  source?: "generated";
  /** The cells, simplest first. Default: all. */
  cells?: readonly Cell[];
  /** The numbers of classes, simplest first. Default: all that are generated. */
  classes?: readonly number[];
  /** The label rows, simplest first. Default: all that are generated. */
  labels?: readonly LabelSpec[];
  /** Whether schedules and clipping are put around the rule. */
  decorators: "none" | "any";
}

/** Whether a property of this scope speaks of a config: its rate, within rounding, steps, cell, data, classes and labels. */
export function inScope(config: TrainingConfig, scope: Scope): boolean {
  const times = absoluteRate(config) / predictedBound(config), { low, high } = scope.rates, { steps } = config;
  // Of generated data a measured bound is not known here.
  const isMeasured = scope.problem === "classifier" && scope.bound === "measured" && !isOnOwn(config);
  if (!isMeasured && !(times >= low * 0.99 && times <= high * 1.01) || steps > scope.steps.high) return false;
  if (scope.problem === "quadratic") return config.problem === "quadratic" && steps >= scope.steps.low;
  if (scope.problem === "own") return config.problem === "own" && steps >= (scope.steps.floor ?? scope.steps.low);
  const among = <T>(value: T, list: readonly T[] | undefined) =>
    list?.some((item) => canonicalJson(item) === canonicalJson(value)) ?? true;
  if (config.problem !== "classifier" || scope.source === "generated" && config.data.source === "own") return false;
  return steps >= (scope.steps.floor ?? scope.steps.low) &&
    among(config.model.cell, scope.cells) && among(config.data.classes, scope.classes) &&
    among(config.data.labels, scope.labels);
}

/** What a scope says of a problem of one's own: rates, steps and batches. */
export function ownScope(scope: Scope): OwnScope {
  const { rates, steps } = scope;
  return { problem: "own", rates, steps, batches: scope.problem === "quadratic" ? "full" : scope.batches };
}
