import type { Evaluated, Totals } from "../../kernels/mod.ts";
import type { Optimizer } from "../../optimizers/mod.ts";
import type { Problem, ProblemBatch } from "../problems/mod.ts";

/** What a quantity may look at before a step's update, or after the last. It must change nothing. */
export interface Moment {
  step: number;
  /** Steps of the whole training. */
  steps: number;
  problem: Problem;
  /** After the updates so far. */
  optimizer: Optimizer;
  /** Flat, before the update; not to be written to. */
  weights: Float32Array;
  /** This step's batch and what it gave; absent after the last update. */
  current?: { batch: ProblemBatch; evaluated: Evaluated };
}

/** A step that was made: its batch, the weights before and after it. */
export interface StepMade {
  problem: Problem;
  batch: ProblemBatch;
  before: Float32Array;
  after: Float32Array;
}

/** Something that is measured at some steps of a training. Measuring leaves the training bit-equal. */
export type Quantity = MeasuredQuantity | StepQuantity | FullQuantity;

interface AtSomeSteps {
  /** Whether to measure before the update of `step`, 0..steps; `steps` is after the last update. */
  at(step: number, steps: number): boolean;
}

/** A quantity that must be measured on the spot, before a step's update. */
export interface MeasuredQuantity extends AtSomeSteps {
  /** If it is a quantity of the step's batch, so that there is none after the last update. */
  ofBatch?: true;
  measure(moment: Moment): Promise<number[]> | number[];
}

/** A quantity of the step itself, measured once it is made; not at `steps`, where none is. */
export interface StepQuantity extends AtSomeSteps {
  measureStep(step: StepMade): Promise<number[]> | number[];
}

/** A quantity made of loss and hits of all samples alone, which may come when the step is long over: nobody waits. */
export interface FullQuantity extends AtSomeSteps {
  /** @param samples how many there are in all */
  ofFull(totals: Totals, samples: number): number[];
}

/** Steps between two measurements of a curvature, unless the request says otherwise. */
const EVERY = 50;

/** The steps of what costs as much as tens of steps: each fiftieth. */
export function atSomeSteps(step: number): boolean {
  return step % EVERY === 0;
}
