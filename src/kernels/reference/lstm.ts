import type { CellMath } from "./cell_math.ts";
import { sigmoid } from "./sigmoid.ts";

/**
 * LSTM (Hochreiter and Schmidhuber 1997, forget gate of Gers 2000):
 * i, f, o = sigmoid(x W + h U + b), g = tanh(same), c' = f c + i g, h' = o tanh(c').
 */
export const lstm: CellMath = {
  gates: 4,
  saved: 6,
  forward({ units: n, x, h, p, saved, s, before, state, o }) {
    for (let j = 0; j < n; j++) {
      const i = sigmoid(x[p + j] + h[p + j]), f = sigmoid(x[p + n + j] + h[p + n + j]);
      const g = Math.tanh(x[p + 2 * n + j] + h[p + 2 * n + j]), out = sigmoid(x[p + 3 * n + j] + h[p + 3 * n + j]);
      const cell = (before < 0 ? 0 : f * saved[before + 4 * n + j]) + i * g, squashed = Math.tanh(cell);
      saved[s + j] = i;
      saved[s + n + j] = f;
      saved[s + 2 * n + j] = g;
      saved[s + 3 * n + j] = out;
      saved[s + 4 * n + j] = cell;
      saved[s + 5 * n + j] = squashed;
      state[o + j] = out * squashed;
    }
  },
  backward({ units: n, x, h, p, saved, s, before, dState, dCell, d }) {
    for (let j = 0; j < n; j++) {
      const i = saved[s + j], f = saved[s + n + j], g = saved[s + 2 * n + j], out = saved[s + 3 * n + j];
      const squashed = saved[s + 5 * n + j], old = before < 0 ? 0 : saved[before + 4 * n + j], dy = dState[d + j];
      const dc = dCell[d + j] + dy * out * (1 - squashed * squashed);
      x[p + j] = h[p + j] = dc * g * i * (1 - i);
      x[p + n + j] = h[p + n + j] = dc * old * f * (1 - f);
      x[p + 2 * n + j] = h[p + 2 * n + j] = dc * i * (1 - g * g);
      x[p + 3 * n + j] = h[p + 3 * n + j] = dy * squashed * out * (1 - out);
      dCell[d + j] = dc * f;
      dState[d + j] = 0;
    }
  },
};
