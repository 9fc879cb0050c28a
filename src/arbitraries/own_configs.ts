import fc from "fast-check";
import {
  absoluteRate,
  type OwnConfig,
  type OwnScope,
  predictedBound,
  type Rate,
  ruleOf,
  type RuleSpec,
} from "../core/mod.ts";
import { GRIDS, RATE_NOTCHES } from "./grids.ts";
import { around, notches, within } from "./notches.ts";
import { batchSizes } from "./ranges.ts";
import { optimizerSpecs, rates, seeds } from "./specs.ts";

/** Trainings of one rule, undecorated, on a problem of one's own; their rates are multiples of the bound at their start. */
export function ownConfigs(
  { rule, scope, name }: { rule: RuleSpec; scope: OwnScope; name: string },
): fc.Arbitrary<OwnConfig> {
  return configs({ rule, scope, name, rate: rates(scope) });
}

/** The trainings that are simpler than `own`: larger batches, fewer steps, a lower rate, absolute. */
export function ownConfigsAround(own: OwnConfig, scope: OwnScope): fc.Arbitrary<OwnConfig> {
  const rate = absoluteRate(own), bound = predictedBound(own);
  const lower = within(RATE_NOTCHES, scope.rates).map((times) => +(times * bound).toPrecision(3)).filter((r) =>
    r <= rate
  );
  const absolute = notches(around(lower, rate).map((absolute): Rate => ({ absolute })));
  const steps = { low: scope.steps.floor ?? scope.steps.low, high: scope.steps.high };
  return configs({ rule: ruleOf(own.optimizer), scope: { ...scope, steps }, name: own.name, rate: absolute, own });
}

function configs(
  { rule, scope, name, rate, own }: {
    rule: RuleSpec;
    scope: OwnScope;
    name: string;
    rate: fc.Arbitrary<Rate>;
    own?: OwnConfig;
  },
): fc.Arbitrary<OwnConfig> {
  return fc.record({
    problem: fc.constant("own" as const),
    name: fc.constant(name),
    batchSize: notches(around(batchSizes(scope), own?.batchSize)),
    steps: notches(around(within(GRIDS.steps, scope.steps), own?.steps)),
    optimizer: optimizerSpecs(rule, { rate, scope: { decorators: "none" }, own: own?.optimizer }),
    seed: seeds(),
    ...own?.bound !== undefined && { bound: fc.constant(own.bound) },
  }, { noNullPrototype: true });
}
