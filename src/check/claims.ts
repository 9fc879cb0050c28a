import { ownScope, type TrainingConfig } from "../core/mod.ts";
import type { OwnData } from "../data/mod.ts";
import type { StabilityProperty } from "../stability/mod.ts";

/** What a check is on that is one's own, by what configs call it. Nothing: generated problems. */
export interface Ground {
  /** Sequences in place of generated ones. */
  data?: Pick<OwnData, "name" | "digest">;
  /** The name of a problem in place of all others. */
  problem?: string;
}

/** A property as it is claimed of a ground, whatever the optimizer; or why it is not. */
export function claimOn(property: StabilityProperty, { data, problem }: Ground): StabilityProperty | string {
  const { scope, own = { rates: scope.rates } } = property;
  if (problem !== undefined) {
    return "unfit" in own ? own.unfit : { ...property, scope: { ...ownScope(scope), rates: own.rates } };
  }
  if (!data) return property;
  if (scope.problem === "quadratic") return "claimed of quadratics, which have no data";
  if (scope.problem === "own" || scope.source !== "generated") return property;
  return "claimed of generated data only: of others neither size nor difficulty is known";
}

/** Whether a config is on a ground. */
export function isOn(config: TrainingConfig, { data, problem }: Ground): boolean {
  const own = config.problem === "own" ? config.name : undefined;
  const sequences = config.problem === "classifier" && config.data.source === "own" ? config.data.digest : undefined;
  return own === problem && sequences === data?.digest;
}
