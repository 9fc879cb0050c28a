/** Ends of a range, both within it. */
export interface Range {
  low: number;
  high: number;
}

/** The configs that a property speaks of: what may be generated, and what a shrunk config must stay within. */
export interface Scope {
  /** Learning rates, in multiples of the nominal bound. */
  rates: Range;
  /** Steps of the training. */
  steps: Range;
  /** Full batches only, or mini-batches too. */
  batches: "full" | "any";
  /** "learnable": tasks, sizes and labels on which a classifier of this size is known to learn within the steps. */
  data: "learnable" | "any";
  /** Whether schedules and clipping are put around the rule. */
  decorators: "none" | "any";
}
