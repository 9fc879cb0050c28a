/** What can be measured along a training, apart from what every trace has. */
export const QUANTITY_NAMES = [
  "evaluation",
  "initial-gradient",
  "directional-derivative",
  "final-weights",
  "sharpness",
  "preconditioned-sharpness",
  "stability-ratio",
  "critical-direction",
  "preconditioner",
  "input-sensitivity",
  "curvature-along-gradient",
  "curvature-along-step",
] as const;
/** Name of a quantity. */
export type QuantityName = typeof QUANTITY_NAMES[number];

/** A quantity to measure: at its own steps, or at those that are a multiple of `every`, the end among them if it is one. */
export type QuantityRequest = QuantityName | { name: QuantityName; every: number };

/** The residual, as a share of the largest eigenvalue's size, from which on a measured eigenvalue is not converged. */
export const CONVERGED = 0.01;

/** How many evaluations of the whole training set the truth of a run rests on, about. */
export const EVALUATIONS = 90;

/** Whether `step` (0..steps) is one of the evenly spaced steps of evaluation: all of them if they are few. */
export function isEvaluationStep(step: number, steps: number): boolean {
  if (steps <= EVALUATIONS) return true;
  // The evaluations stand at ceil(k steps / EVALUATIONS): step is one if a multiple falls in (step - 1, step].
  return Math.floor(step * EVALUATIONS / steps) !== Math.floor((step - 1) * EVALUATIONS / steps);
}
