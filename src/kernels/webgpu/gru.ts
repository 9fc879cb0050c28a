import type { CellCode } from "./cell_code.ts";

/**
 * r, z = sigmoid, n = tanh(x Wn + bn + r (h Un)), h' = (1 - z) n + z h; see `../reference/gru.ts`. Slots: h; r, z, n and
 * h Un, then the gradients of r, z, n's input part and n's recurrent part.
 */
export const gru: CellCode = {
  forward: `
    let r = sigmoid(preX[j] + preH[j]);
    let z = sigmoid(preX[n + j] + preH[n + j]);
    let recurrent = preH[2 * n + j];
    let candidate = squash(preX[2 * n + j] + r * recurrent);
    let y = (1.0 - z) * candidate + z * hidden[j];
    hidden[j] = y;
    if (uniforms.backward == 1) {
      result[slot(t, 0, j)] = y;
      result[slot(t, 1, j)] = r;
      result[slot(t, 2, j)] = z;
      result[slot(t, 3, j)] = candidate;
      result[slot(t, 4, j)] = recurrent;
    }`,
  backward: `
    let r = result[slot(t, 1, j)];
    let z = result[slot(t, 2, j)];
    let candidate = result[slot(t, 3, j)];
    let recurrent = result[slot(t, 4, j)];
    var old = 0.0;
    if (t > 0) { old = result[slot(t - 1, 0, j)]; }
    let dn = dy * (1.0 - z) * (1.0 - candidate * candidate);
    let dr = dn * recurrent * r * (1.0 - r);
    let dz = dy * (old - candidate) * z * (1.0 - z);
    result[slot(t, 1, j)] = dr;
    result[slot(t, 2, j)] = dz;
    result[slot(t, 3, j)] = dn;
    result[slot(t, 4, j)] = dn * r;
    preX[j] = dr;
    preX[n + j] = dz;
    preX[2 * n + j] = dn * r;
    hidden[j] = dy * z;`,
};
