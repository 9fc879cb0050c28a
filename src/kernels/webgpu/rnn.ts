import type { CellCode } from "./cell_code.ts";

/** h' = tanh(x W + h U + b); see `../reference/rnn.ts`. Slots: h; the gradient of the pre-activation. */
export const rnn: CellCode = {
  forward: `
    let y = squash(preX[j] + preH[j]);
    hidden[j] = y;
    if (uniforms.backward == 1) { result[slot(t, 0, j)] = y; }`,
  backward: `
    let y = result[slot(t, 0, j)];
    let d = dy * (1.0 - y * y);
    result[slot(t, 1, j)] = d;
    preX[j] = d;
    hidden[j] = 0.0;`,
};
