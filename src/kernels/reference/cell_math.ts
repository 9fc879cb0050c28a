/**
 * The nonlinear part of a cell for one row (one sample at one time step), in float64. The matrix products before and
 * after it are the same for every cell and stand in `classifier.ts`.
 */
export interface CellMath {
  /** Pre-activations a unit. */
  gates: number;
  /** Numbers a unit that the backward pass needs of the forward pass, the cell state among them. */
  saved: number;
  /**
   * From the input's part `x` (bias included) and the recurrent part `h` of the pre-activations, gate by gate, to the
   * hidden state. `s` is the offset of this row's saved numbers, `before` that of the step before (-1 at the first).
   */
  forward(row: Row): void;
  /** From `dState` (d loss / d hidden) to the gradients of both parts of the pre-activations, and what flows back. */
  backward(row: Row): void;
}

/** The arrays of one step and the offsets of one row in them. */
export interface Row {
  units: number;
  /** Pre-activations, or in the backward pass their gradients: the input's part and the recurrent part; offset `p`. */
  x: Float64Array;
  h: Float64Array;
  p: number;
  /** Saved numbers of all steps; this row's at `s`, those of the step before at `before`, or -1. */
  saved: Float64Array;
  s: number;
  before: number;
  /** Hidden state: written by forward, offset `o`; `state` at the step before stands at `o - stride` if before >= 0. */
  state: Float64Array;
  o: number;
  stride: number;
  /**
   * Gradient of the hidden state (read, then replaced by the part that flows back past the matrix product) and of the
   * cell state; offset `d`.
   */
  dState: Float64Array;
  dCell: Float64Array;
  d: number;
}
