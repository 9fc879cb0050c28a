/**
 * WGSL of the softmax head, within `samples.ts`. The logits stand in `preX`, their gradients in `preH`.
 *
 * The largest logit's probability is 1 less the others': sure rows keep the digits of their small losses and gradients.
 */
export const HEAD = `
// h W + b
fn logit(k : i32) {
  var z = parameters[uniforms.headBias + k];
  for (var j = 0; j < uniforms.units; j++) { z += hidden[j] * parameters[uniforms.headKernel + j * uniforms.classes + k]; }
  preX[k] = z;
}

// Loss -sum(label log probability), hit, and gradient (label sum x probability - label) x scale / rows.
fn crossEntropy() {
  let row = i32(workgroupId.x) * uniforms.classes;
  var top = 0;
  var labelTop = 0;
  var finite = true;
  for (var k = 0; k < uniforms.classes; k++) {
    if (preX[k] > preX[top]) { top = k; }
    if (labels[row + k] > labels[row + labelTop]) { labelTop = k; }
    finite = finite && isFinite(preX[k]);
  }
  var others = 0.0;
  var rest = 0.0;
  var loss = 0.0;
  for (var k = 0; k < uniforms.classes; k++) {
    if (k == top) { continue; }
    // Two finite logits may be an infinity apart, and 0 times it would be NaN.
    let gap = max(preX[k] - preX[top], -3.0e38);
    preH[k] = decay(gap);
    others += labels[row + k];
    rest += preH[k];
    loss -= labels[row + k] * gap;
  }
  let mass = others + labels[row + top];
  for (var k = 0; k < uniforms.classes; k++) {
    var d = mass * preH[k] / (1.0 + rest) - labels[row + k];
    if (k == top) { d = others - mass * rest / (1.0 + rest); }
    d = select(uniforms.NAN, d * uniforms.rowScale, finite);
    preH[k] = d;
    result[tail() + k] = d;
  }
  result[tail() + uniforms.classes] = select(uniforms.NAN, loss + mass * logOnePlus(rest), finite);
  result[tail() + uniforms.classes + 1] = select(0.0, 1.0, finite && top == labelTop);
}

// The gradient of the last hidden state.
fn headBackward(j : i32) {
  var sum = 0.0;
  for (var k = 0; k < uniforms.classes; k++) {
    sum += preH[k] * parameters[uniforms.headKernel + j * uniforms.classes + k];
  }
  hidden[j] = sum;
  cell[j] = 0.0;
}
`;
