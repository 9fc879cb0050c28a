/**
 * An update rule in float64, written from its paper to be obviously right: what optimizers on float32 tensors are held
 * against. All rules here are elementwise, so weights are a flat array of any length.
 */
export interface Oracle {
  /** What the rule remembers, by the names of its paper, one record a component. Empty before the first step. */
  readonly state: Record<string, number>[];
  /** Updates made. */
  readonly steps: number;
  /** Takes a gradient and gives the update, to be subtracted from the weights. */
  step(gradient: readonly number[], at: Place): number[];
}

/** Where and how far a step is taken. */
export interface Place {
  /** The learning rate of this step. */
  rate: number;
  /** The weights before it, as many as gradients. Only weight decay looks at them; default 0. */
  weights?: readonly number[];
}

/** Where epsilon stands beside a square root: `sqrt(x) + epsilon` or `sqrt(x + epsilon)`. */
export type EpsilonPlace = "outside" | "inside";

/** Where a rule with a buffer of momentum has its rate: `v = b v + g; x -= rate v` or `v = b v + rate g; x -= v`. */
export type RatePlace = "outside" | "inside";
