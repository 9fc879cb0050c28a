import type { CellMath } from "./cell_math.ts";
import { sigmoid } from "./sigmoid.ts";

/**
 * GRU (Cho et al. 2014) with the reset gate after the product, as in cuDNN, PyTorch and Keras' `reset_after`, with one
 * bias: r, z = sigmoid(x W + h U + b), n = tanh(x Wn + bn + r (h Un)), h' = (1 - z) n + z h.
 */
export const gru: CellMath = {
  gates: 3,
  saved: 4,
  forward({ units: n, x, h, p, saved, s, before, state, o, stride }) {
    for (let j = 0; j < n; j++) {
      const r = sigmoid(x[p + j] + h[p + j]), z = sigmoid(x[p + n + j] + h[p + n + j]);
      const recurrent = h[p + 2 * n + j], candidate = Math.tanh(x[p + 2 * n + j] + r * recurrent);
      const old = before < 0 ? 0 : state[o - stride + j];
      saved[s + j] = r;
      saved[s + n + j] = z;
      saved[s + 2 * n + j] = candidate;
      saved[s + 3 * n + j] = recurrent;
      state[o + j] = (1 - z) * candidate + z * old;
    }
  },
  backward({ units: n, x, h, p, saved, s, before, state, o, stride, dState, d }) {
    for (let j = 0; j < n; j++) {
      const r = saved[s + j], z = saved[s + n + j], candidate = saved[s + 2 * n + j];
      const old = before < 0 ? 0 : state[o - stride + j], dy = dState[d + j];
      const dn = dy * (1 - z) * (1 - candidate * candidate);
      x[p + 2 * n + j] = dn;
      h[p + 2 * n + j] = dn * r;
      x[p + j] = h[p + j] = dn * saved[s + 3 * n + j] * r * (1 - r);
      x[p + n + j] = h[p + n + j] = dy * (old - candidate) * z * (1 - z);
      dState[d + j] = dy * z;
    }
  },
};
