import type { Batch, Evaluated, Totals } from "../../kernels/mod.ts";
import type { Problem } from "../problem.ts";

/** What a quantity may look at before a step's update, or after the last. It must change nothing. */
export interface Moment {
  step: number;
  /** Steps of the whole training. */
  steps: number;
  problem: Problem;
  /** Flat, before the update; not to be written to. */
  weights: Float32Array;
  /** This step's batch and what it gave; absent after the last update. */
  current?: { batch: Batch; evaluated: Evaluated };
}

/** Something that is measured at some steps of a training. Measuring leaves the training bit-equal. */
export type Quantity = MeasuredQuantity | FullQuantity;

interface AtSomeSteps {
  /** Whether to measure before the update of `step`, 0..steps; `steps` is after the last update. */
  at(step: number, steps: number): boolean;
}

/** A quantity that must be measured on the spot. */
export interface MeasuredQuantity extends AtSomeSteps {
  measure(moment: Moment): Promise<number[]> | number[];
}

/** A quantity made of loss and hits of all samples alone, which may come when the step is long over: nobody waits. */
export interface FullQuantity extends AtSomeSteps {
  /** @param samples how many there are in all */
  ofFull(totals: Totals, samples: number): number[];
}
