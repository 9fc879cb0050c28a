import type { OwnDataSpec, TrainingConfig } from "../core/mod.ts";
import type { StabilityProperty } from "../stability/mod.ts";

/** Why a property is not claimed of one's own data, whatever the optimizer; undefined if it is. */
export function unclaimedOfData({ scope }: StabilityProperty): string | undefined {
  if (scope.problem === "quadratic") return "claimed of quadratics, which have no data";
  if (scope.source !== "generated") return undefined;
  return "claimed of generated data only, whose difficulty and stable rates are known";
}

/** Whether a config is on the same data as a check: on those, or on generated ones if there are none. */
export function isOnData(config: TrainingConfig, data: OwnDataSpec | undefined): boolean {
  const own = config.problem === "classifier" && config.data.source === "own" ? config.data : undefined;
  return own?.digest === data?.digest;
}
