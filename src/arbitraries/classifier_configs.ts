import fc from "fast-check";
import {
  absoluteRate,
  type ClassifierConfig,
  type ClassifierScope,
  type DatasetSpec,
  type LossSpec,
  type OwnDataSpec,
  predictedBound,
  ruleOf,
} from "../core/mod.ts";
import { GRIDS, RATE_NOTCHES } from "./grids.ts";
import { around, notches, within } from "./notches.ts";
import { batchSizes } from "./ranges.ts";
import { datasetSpecs, modelSpecs, optimizerSpecs, rates, seeds } from "./specs.ts";
import type { ConfigOptions } from "./config_options.ts";

const PLAIN_LOSS: LossSpec = { kind: "cross-entropy", log2Scale: 0 };

/**
 * Classifiers of one rule within a property's scope; their rates are multiples of the nominal bound. Shrink order:
 * data, model, batch size, steps, clipping and schedule, rate. The structure goes before steps and rate: with as few
 * steps and as low a rate as just fail, no other structure would. Seeds stay.
 */
export function classifierConfigs(
  { rule, scope, loss = PLAIN_LOSS, data }: ConfigOptions<ClassifierScope>,
): fc.Arbitrary<ClassifierConfig> {
  return configs({ rule, scope, loss, data: data && affordable(data), rate: rates(scope) });
}

/** Of one's own data, as much as a case takes at most. */
const AFFORDABLE = { samples: 64, length: 128 };

function affordable(data: OwnDataSpec): OwnDataSpec {
  const { samples, length } = AFFORDABLE;
  return { ...data, samples: Math.min(data.samples, samples), length: Math.min(data.length, length) };
}

/**
 * The configs that are simpler than `own`, or `own` itself: every value is `own`'s or on a notch of its grid within
 * the scope. The rate is absolute. A config from anywhere can be shrunk with it.
 */
export function classifierConfigsAround(own: ClassifierConfig, scope: ClassifierScope): fc.Arbitrary<ClassifierConfig> {
  const rule = ruleOf(own.optimizer), rate = absoluteRate(own), bound = predictedBound(own);
  const smaller = within(RATE_NOTCHES, scope.rates).map((times) => +(times * bound).toPrecision(3));
  const notch = notches(around(smaller.filter((r) => r <= rate), rate));
  return configs({
    rule,
    scope: { ...scope, steps: { low: scope.steps.floor ?? scope.steps.low, high: scope.steps.high } },
    loss: own.loss,
    data: own.data,
    rate: notch.map((absolute) => ({ absolute }), (value) => (value as { absolute: number }).absolute),
    own,
  });
}

function configs(
  { rule, scope, loss, data, rate, own }: Omit<ConfigOptions<ClassifierScope>, "loss" | "data"> & {
    loss: LossSpec;
    data?: DatasetSpec;
    rate: Parameters<typeof optimizerSpecs>[1]["rate"];
    own?: ClassifierConfig;
  },
): fc.Arbitrary<ClassifierConfig> {
  const steps = around(within(GRIDS.steps, scope.steps), own?.steps);
  return fc.record({
    problem: fc.constant("classifier" as const),
    data: datasetSpecs(scope, data),
    model: modelSpecs(scope, own?.model),
    batchSize: notches(around(batchSizes(scope), own?.batchSize)),
    ...own?.batchOrder !== undefined && {
      batchOrder: notches(around<ClassifierConfig["batchOrder"]>(["reshuffled"], own.batchOrder)),
    },
    loss: notches([loss]),
    steps: notches(steps),
    optimizer: optimizerSpecs(rule, { rate, scope, own: own?.optimizer }),
    seed: seeds(),
    ...own?.bound !== undefined && { bound: fc.constant(own.bound) },
  }, { noNullPrototype: true });
}
