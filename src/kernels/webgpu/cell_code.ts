/**
 * The nonlinear part of a cell in WGSL, for one unit `j` at step `t` of the sample that its workgroup runs. Around it,
 * see `samples.ts`, stand
 * - `preX[gate * units + j]`, `preH[…]`: the input's part (bias included) and the recurrent part of the pre-activations
 * - `hidden[j]`, `cell[j]`: hidden and cell state going forward, their gradients going back
 * - `result[slot(t, s, j)]`: number s that the step leaves in the record; 0 is the hidden state
 */
export interface CellCode {
  /** Sets `hidden[j]` (and `cell[j]`) to the state after the step and, if `uniforms.backward` is 1, fills the slots. */
  forward: string;
  /**
   * From `dy`, the gradient of the hidden state after the step. Slots 1 to `gates` get the gradients of the input's
   * part, gate by gate; `preX` gets those of the recurrent part; `hidden[j]` what flows back past the matrix product.
   */
  backward: string;
}
