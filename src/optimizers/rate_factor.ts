import type { ScheduleSpec } from "../core/mod.ts";

/**
 * The factor on the learning rate at a step, by the formulas of {@linkcode ScheduleSpec}. Not below 0; above 1 only
 * where the spec's factor is.
 *
 * Source of the cosine: I. Loshchilov, F. Hutter, SGDR: stochastic gradient descent with warm restarts, ICLR 2017
 * (arXiv 1608.03983), equation 5 without restarts.
 *
 * @param step from 0
 * @param steps of the whole training, at least 1; a step beyond follows the same formula, so a cosine rises again
 */
export function rateFactor(schedule: ScheduleSpec, step: number, steps: number): number {
  switch (schedule.kind) {
    case "constant":
      return 1;
    case "step":
      return schedule.factor ** Math.floor(step / schedule.every);
    case "exponential":
      return schedule.factor ** (step / steps);
    case "inverse-time":
      return 1 / (1 + step / schedule.halfLife);
    case "cosine":
      return schedule.floor + (1 - schedule.floor) * (1 + Math.cos(Math.PI * step / steps)) / 2;
    case "warm-up":
      return Math.min(1, (step + 1) / schedule.steps);
  }
}
