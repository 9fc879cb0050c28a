import { linearDynamics } from "../../optimizers/mod.ts";
import { atSomeSteps, type MeasuredQuantity } from "./quantity.ts";

/** The quantiles that are told. */
const QUANTILES = [0, 0.1, 0.5, 0.9, 1];

/**
 * The diagonal of the optimizer's preconditioner P (see `linearDynamics`), as quantiles over the weights:
 * `[least, tenth, median, ninth tenth, largest]`. All 1 without one; all NaN where nothing is known of it.
 */
export const preconditioner: MeasuredQuantity = {
  at: atSomeSteps,
  async measure({ optimizer }) {
    const dynamics = await linearDynamics(optimizer);
    if (!dynamics) return QUANTILES.map(() => NaN);
    const sorted = Float64Array.from(dynamics.preconditioner ?? [1]).sort();
    return QUANTILES.map((share) => sorted[Math.round(share * (sorted.length - 1))]);
  },
};
