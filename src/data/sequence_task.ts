import type { DatasetSpec, Prng } from "../core/mod.ts";

/** The sizes that a task is prepared for; ranges as in `DatasetSpec`. */
export type SequenceShape = Pick<DatasetSpec, "length" | "features" | "classes">;

/** One sequence to be filled. */
export interface Sequence {
  /** `[length, features]`, row-major. Holds the previous sequence until it is overwritten. */
  values: Float64Array;
  /** The class that the values must show, 0..classes-1. */
  classIndex: number;
  /** The sequence's own stream of random numbers. */
  random: Prng;
}

/**
 * A task, prepared once a data set: the function returned overwrites every value of one sequence of one class,
 * finite and of amplitude about 1, without noise. What distinguishes the classes depends on nothing but the class
 * and the number of classes, never on the seed; a sequence too short for it is valid, but says less.
 */
export type SequenceTask = (shape: SequenceShape) => (sequence: Sequence) => void;
