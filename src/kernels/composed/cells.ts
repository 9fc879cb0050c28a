import * as tf from "@tensorflow/tfjs";
import type { Cell } from "../../core/mod.ts";

/** Hidden state, and the LSTM's cell state, both `[batch, units]`. */
export interface CellState {
  hidden: tf.Tensor;
  cell: tf.Tensor;
}

/** One time step: from the two parts of the pre-activations, x and h, `[batch, gates x units]`, to the next state. */
type CellStep = (x: tf.Tensor, h: tf.Tensor, state: CellState) => CellState;

const rnn: CellStep = (x, h, state) => ({ ...state, hidden: tf.tanh(x.add(h)) });

const gru: CellStep = (x, h, state) => {
  const [xr, xz, xn] = tf.split(x, 3, 1), [hr, hz, hn] = tf.split(h, 3, 1);
  const r = tf.sigmoid(xr.add(hr)), z = tf.sigmoid(xz.add(hz)), candidate = tf.tanh(xn.add(r.mul(hn)));
  return { ...state, hidden: candidate.add(z.mul(state.hidden.sub(candidate))) };
};

const lstm: CellStep = (x, h, state) => {
  const [i, f, g, o] = tf.split(x.add(h), 4, 1);
  const cell = tf.sigmoid(f).mul(state.cell).add(tf.sigmoid(i).mul(tf.tanh(g)));
  return { cell, hidden: tf.sigmoid(o).mul(tf.tanh(cell)) };
};

/** The cells by name; formulas in ../reference. */
export const CELL_STEPS: Record<Cell, CellStep> = { rnn, gru, lstm };
