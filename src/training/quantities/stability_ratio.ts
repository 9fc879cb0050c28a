import { preconditionedExtreme } from "./preconditioned_sharpness.ts";
import { atSomeSteps, type MeasuredQuantity } from "./quantity.ts";

/**
 * How near the optimizer is to its linear stability bound: `[pi, largest, bound, residual, gradient evaluations]` with
 * pi = rate x largest / bound, rate the optimizer's own, largest the largest eigenvalue of P^-1 H on the full batch, and
 * bound that of `stabilityBound`. On a quadratic the run is stable if and only if pi < 1. All NaN of an optimizer that is
 * none of tf.train or of ours, or has no state yet.
 *
 * Source: the bounds, see `stabilityBound`; the idea, J. Cohen et al., arXiv 2207.14484.
 */
export const stabilityRatio: MeasuredQuantity = {
  at: atSomeSteps,
  async measure(moment) {
    const { lambda, residual, evaluations, rate, bound } = await preconditionedExtreme(moment);
    return [rate * lambda / bound, lambda, bound, residual, evaluations];
  },
};
