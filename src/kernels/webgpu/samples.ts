import type { Cell } from "../../core/mod.ts";
import { GATES, parameterLayout } from "../classifier_shape.ts";
import { CELL_CODE } from "./cells.ts";
import { ELEMENTARY } from "./elementary.ts";
import { HEAD } from "./head.ts";
import { type Plan, planOf, SLOTS } from "./plan.ts";
import type { Program } from "./program.ts";
import type { Task } from "./task.ts";

/**
 * One workgroup runs one sample through all of time and back, its states in workgroup memory, a barrier between steps.
 *
 * It leaves a record of the sample, `record` numbers long: for each step, slots of `units` numbers (see the cells);
 * then the gradient of the logits, the loss before its scale, and 1 if the sample is right, else 0. Without the gradient
 * there are no slots. Only the invocation that owns a unit touches its slots, so storage memory needs no barrier.
 */
export function samplesProgram({ shape, parameters, inputs, labels, size, length, gradient }: Task): Program {
  const plan = planOf(shape, { length, gradient }), { cell, features, units, classes, loss } = shape;
  const [, recurrentKernel, bias, headKernel, headBias] = parameterLayout(shape).map((block) => block.offset);
  return {
    name: `samples ${cell} ${plan.room}`,
    code: () => code(cell, plan),
    invocations: plan.invocations,
    workgroups: size,
    inputs: { parameters, inputs, labels },
    integers: {
      ...{ steps: length, features, units, classes, backward: gradient ? 1 : 0, record: plan.record },
      ...{ recurrentKernel, bias, headKernel, headBias },
    },
    floats: { rowScale: 2 ** loss.log2Scale / size },
    output: [size * plan.record],
  };
}

function code(cell: Cell, { room, invocations }: Plan): string {
  const gates = GATES[cell], { forward, backward } = CELL_CODE[cell];
  return `
var<workgroup> preX : array<f32, ${gates * room}>;
var<workgroup> preH : array<f32, ${gates * room}>;
var<workgroup> hidden : array<f32, ${room}>;
var<workgroup> cell : array<f32, ${room}>;
${ELEMENTARY}
fn slot(t : i32, s : i32, j : i32) -> i32 {
  return i32(workgroupId.x) * uniforms.record + (t * ${SLOTS[cell]} + s) * uniforms.units + j;
}
fn tail() -> i32 { return (i32(workgroupId.x) + 1) * uniforms.record - uniforms.classes - 2; }

// Both parts of pre-activation c of step t.
fn preActivate(t : i32, c : i32) {
  let width = ${gates} * uniforms.units;
  let row = (i32(workgroupId.x) * uniforms.steps + t) * uniforms.features;
  var x = parameters[uniforms.bias + c];
  for (var k = 0; k < uniforms.features; k++) { x += inputs[row + k] * parameters[k * width + c]; }
  preX[c] = x;
  var h = 0.0;
  // At the first step the state is 0, and 0 times an infinite weight would be NaN.
  if (t > 0) {
    for (var k = 0; k < uniforms.units; k++) { h += hidden[k] * parameters[uniforms.recurrentKernel + k * width + c]; }
  }
  preH[c] = h;
}
fn stepForward(t : i32, j : i32) {
  let n = uniforms.units;${forward}
}

// What one gate adds to the gradient of the hidden state k before the step: preX into preH.
fn flowBack(c : i32) {
  let n = uniforms.units;
  let first = c / n * n;
  let row = uniforms.recurrentKernel + (c - first) * ${gates} * n + first;
  var sum = 0.0;
  for (var j = 0; j < n; j++) { sum += preX[first + j] * parameters[row + j]; }
  preH[c] = sum;
}
fn stepBackward(t : i32, j : i32) {
  let n = uniforms.units;
  var dy = hidden[j];
  if (t < uniforms.steps - 1) {
    for (var gate = 0; gate < ${gates}; gate++) { dy += preH[gate * n + j]; }
  }${backward}
}
${HEAD}
fn main(index : i32) {
  let lane = i32(localIndex);
  let width = ${gates} * uniforms.units;
  for (var t = 0; t < uniforms.steps; t++) {
    for (var c = lane; c < width; c += ${invocations}) { preActivate(t, c); }
    workgroupBarrier();
    for (var j = lane; j < uniforms.units; j += ${invocations}) { stepForward(t, j); }
    workgroupBarrier();
  }
  for (var k = lane; k < uniforms.classes; k += ${invocations}) { logit(k); }
  workgroupBarrier();
  if (lane == 0) { crossEntropy(); }
  if (uniforms.backward == 0) { return; }
  workgroupBarrier();
  for (var j = lane; j < uniforms.units; j += ${invocations}) { headBackward(j); }
  for (var t = uniforms.steps - 1; t >= 0; t--) {
    for (var j = lane; j < uniforms.units; j += ${invocations}) { stepBackward(t, j); }
    workgroupBarrier();
    if (t > 0) { for (var c = lane; c < width; c += ${invocations}) { flowBack(c); } }
    workgroupBarrier();
  }
}`;
}
