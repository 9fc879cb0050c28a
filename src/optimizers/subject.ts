import type { OptimizerSpec } from "../core/mod.ts";
import type { Optimizer } from "./optimizer.ts";

/** What a subject is made from. */
export interface SubjectSpec {
  /** Absolute, the rate of the first step before any schedule. */
  learningRate: number;
  /** The whole spec; its clipping and schedule are put around the subject, which need not look at them. */
  spec: OptimizerSpec;
  /** Of the whole training. */
  steps: number;
}

/** The optimizer under test: gives a new one at each call, for a training of its own. */
export type Subject = (spec: SubjectSpec) => Optimizer;
