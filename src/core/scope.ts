import type { LabelSpec } from "./dataset_spec.ts";
import type { Cell } from "./model_spec.ts";

/** Ends of a range, both within it. */
export interface Range {
  /** The least value. */
  low: number;
  /** The largest value, not below `low`. */
  high: number;
}

/** The configs that a property speaks of: what may be generated, and what a shrunk config must stay within. */
export interface Scope {
  /** Learning rates, in multiples of the nominal bound. */
  rates: Range;
  /** Steps of the training; a shrunk config may go down to `floor` where the claim holds of shorter runs, too. */
  steps: Range & { floor?: number };
  /** Full batches only, or mini-batches too. */
  batches: "full" | "any";
  /** "learnable": tasks, sizes and labels on which a classifier of this size is known to learn within the steps. */
  data: "learnable" | "any";
  /** The cells, simplest first. Default: all. */
  cells?: readonly Cell[];
  /** The numbers of classes, simplest first. Default: all that are generated. */
  classes?: readonly number[];
  /** The label rows, simplest first. Default: all that are generated. */
  labels?: readonly LabelSpec[];
  /** Whether schedules and clipping are put around the rule. */
  decorators: "none" | "any";
}
