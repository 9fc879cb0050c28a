import type { CellCode } from "./cell_code.ts";

/**
 * i, f, o = sigmoid, g = tanh, c' = f c + i g, h' = o tanh(c'); see `../reference/lstm.ts`. Slots: h; i, f, g, o, then
 * their gradients; c'; tanh(c').
 */
export const lstm: CellCode = {
  forward: `
    let i = sigmoid(preX[j] + preH[j]);
    let f = sigmoid(preX[n + j] + preH[n + j]);
    let g = squash(preX[2 * n + j] + preH[2 * n + j]);
    let o = sigmoid(preX[3 * n + j] + preH[3 * n + j]);
    var c = i * g;
    if (t > 0) { c = f * cell[j] + c; }
    let squashed = squash(c);
    cell[j] = c;
    hidden[j] = o * squashed;
    if (uniforms.backward == 1) {
      result[slot(t, 0, j)] = o * squashed;
      result[slot(t, 1, j)] = i;
      result[slot(t, 2, j)] = f;
      result[slot(t, 3, j)] = g;
      result[slot(t, 4, j)] = o;
      result[slot(t, 5, j)] = c;
      result[slot(t, 6, j)] = squashed;
    }`,
  backward: `
    let i = result[slot(t, 1, j)];
    let f = result[slot(t, 2, j)];
    let g = result[slot(t, 3, j)];
    let o = result[slot(t, 4, j)];
    let squashed = result[slot(t, 6, j)];
    var old = 0.0;
    if (t > 0) { old = result[slot(t - 1, 5, j)]; }
    let dc = cell[j] + dy * o * (1.0 - squashed * squashed);
    let di = dc * g * i * (1.0 - i);
    let df = dc * old * f * (1.0 - f);
    let dg = dc * i * (1.0 - g * g);
    let dout = dy * squashed * o * (1.0 - o);
    result[slot(t, 1, j)] = di;
    result[slot(t, 2, j)] = df;
    result[slot(t, 3, j)] = dg;
    result[slot(t, 4, j)] = dout;
    preX[j] = di;
    preX[n + j] = df;
    preX[2 * n + j] = dg;
    preX[3 * n + j] = dout;
    cell[j] = dc * f;
    hidden[j] = 0.0;`,
};
