import fc from "fast-check";
import {
  absoluteRate,
  type LossSpec,
  nominalBound,
  ruleOf,
  type RuleSpec,
  type Scope,
  type TrainingConfig,
} from "../core/mod.ts";
import { GRIDS, RATE_NOTCHES } from "./grids.ts";
import { around, notches, within } from "./notches.ts";
import { inPairs } from "./pairs.ts";
import { datasetSpecs, modelSpecs, optimizerSpecs, rates, seeds } from "./specs.ts";

/** What a generated config is for. */
export interface ConfigOptions {
  rule: RuleSpec;
  scope: Scope;
  /** Default "cross-entropy", not scaled. */
  loss?: LossSpec;
}

const PLAIN_LOSS: LossSpec = { kind: "cross-entropy", log2Scale: 0 };

/**
 * Training configs of one rule within a property's scope; their rates are multiples of the nominal bound. Shrink order:
 * data, model, batch size, steps, clipping and schedule, rate. The structure goes before steps and rate: with as few
 * steps and as low a rate as just fail, no other structure would. Seeds stay.
 */
export function trainingConfigs({ rule, scope, loss = PLAIN_LOSS }: ConfigOptions): fc.Arbitrary<TrainingConfig> {
  return configs({ rule, scope, loss, rate: rates(scope) });
}

/**
 * The configs that are simpler than `own`, or `own` itself: every value is `own`'s or on a notch of its grid within
 * the scope. The rate is absolute. A config from anywhere can be shrunk with it.
 */
export function configsAround(own: TrainingConfig, scope: Scope): fc.Arbitrary<TrainingConfig> {
  const rule = ruleOf(own.optimizer), rate = absoluteRate(own.optimizer), bound = nominalBound(rule);
  const smaller = within(RATE_NOTCHES, scope.rates).map((times) => +(times * bound).toPrecision(3));
  const notch = notches(around(smaller.filter((r) => r <= rate), rate));
  return configs({
    rule,
    scope: { ...scope, steps: { low: scope.steps.floor ?? scope.steps.low, high: scope.steps.high } },
    loss: own.loss,
    rate: notch.map((absolute) => ({ absolute }), (value) => (value as { absolute: number }).absolute),
    own,
  });
}

function configs(
  { rule, scope, loss, rate, own }: Required<ConfigOptions> & {
    rate: Parameters<typeof optimizerSpecs>[1]["rate"];
    own?: TrainingConfig;
  },
): fc.Arbitrary<TrainingConfig> {
  const batchSizes: readonly TrainingConfig["batchSize"][] = scope.batches === "full" ? ["full"] : GRIDS.batchSize;
  const steps = around(within(GRIDS.steps, scope.steps), own?.steps);
  const fields = fc.record({
    data: datasetSpecs(scope, own?.data),
    model: modelSpecs(scope, own?.model),
    batchSize: notches(around(batchSizes, own?.batchSize)),
    loss: notches([loss]),
    steps: notches(steps),
    optimizer: optimizerSpecs(rule, { rate, scope, own: own?.optimizer }),
    seed: seeds(),
  }, { noNullPrototype: true });
  return inPairs(fields, steps);
}
