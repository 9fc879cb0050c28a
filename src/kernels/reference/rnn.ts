import type { CellMath } from "./cell_math.ts";

/** tanh RNN (Elman 1990): h' = tanh(x W + h U + b). */
export const rnn: CellMath = {
  gates: 1,
  saved: 0,
  forward({ units, x, h, p, state, o }) {
    for (let j = 0; j < units; j++) state[o + j] = Math.tanh(x[p + j] + h[p + j]);
  },
  backward({ units, x, h, p, state, o, dState, d }) {
    for (let j = 0; j < units; j++) {
      const y = state[o + j];
      x[p + j] = h[p + j] = dState[d + j] * (1 - y * y);
      dState[d + j] = 0;
    }
  },
};
