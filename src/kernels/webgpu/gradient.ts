import type * as tf from "@tensorflow/tfjs";
import { GATES, parameterCount, parameterLayout } from "../classifier_shape.ts";
import { PARTS, planOf, SLOTS, WEIGHTS } from "./plan.ts";
import type { Program } from "./program.ts";
import type { Task } from "./task.ts";

/**
 * The gradient of every weight, `[n]`, from the samples' records: a sum over samples and steps of what comes into the
 * weight times the gradient of what it goes to. A weight's sum is shared by a few invocations, and always in the same
 * way: the same bits each time.
 */
export function gradientProgram({ shape, inputs, size, length }: Task, records: tf.TensorInfo): Program {
  const count = parameterCount(shape), { cell, features, units, classes } = shape;
  const [, recurrentKernel, bias, headKernel, headBias] = parameterLayout(shape).map((block) => block.offset);
  return {
    name: `gradient ${cell}`,
    code: () => code(GATES[cell], SLOTS[cell]),
    invocations: WEIGHTS * PARTS,
    workgroups: Math.ceil(count / WEIGHTS),
    inputs: { records, inputs },
    integers: {
      ...{ samples: size, steps: length, features, units, classes, count },
      ...{ record: planOf(shape, { length, gradient: true }).record },
      ...{ recurrentKernel, bias, headKernel, headBias },
    },
    output: [count],
  };
}

/** The GRU is the cell with a slot for its candidate's recurrent part, behind the gates' gradients. */
const code = (gates: number, slots: number): string => `
var<workgroup> shares : array<f32, ${WEIGHTS * PARTS}>;

// Of the input's kernel [features, width] and the bias.
fn ofInputs(i : i32, part : i32) -> f32 {
  let width = ${gates} * uniforms.units;
  var k = i / width;
  let c = i % width;
  if (i >= uniforms.bias) { k = -1; }
  let column = select(c, i - uniforms.bias, k < 0);
  var sum = 0.0;
  for (var row = part; row < uniforms.samples * uniforms.steps; row += ${PARTS}) {
    let t = row % uniforms.steps;
    let d = records[row / uniforms.steps * uniforms.record + (t * ${slots} + 1) * uniforms.units + column];
    if (k < 0) { sum += d; } else { sum += inputs[row * uniforms.features + k] * d; }
  }
  return sum;
}

// Of the recurrent kernel [units, width]: the state before the step, so none at the first.
fn ofStates(i : i32, part : i32) -> f32 {
  let n = uniforms.units;
  let k = i / (${gates} * n);
  var c = i % (${gates} * n);
  ${gates === 3 ? "if (c >= 2 * n) { c += n; }" : ""}
  var sum = 0.0;
  for (var row = part; row < uniforms.samples * uniforms.steps; row += ${PARTS}) {
    let t = row % uniforms.steps;
    if (t == 0) { continue; }
    let step = row / uniforms.steps * uniforms.record + t * ${slots} * n;
    sum += records[step - ${slots} * n + k] * records[step + n + c];
  }
  return sum;
}

// Of the head's kernel [units, classes] and bias.
fn ofHead(i : i32, part : i32) -> f32 {
  let k = i / uniforms.classes;
  let c = i % uniforms.classes;
  var sum = 0.0;
  for (var b = part; b < uniforms.samples; b += ${PARTS}) {
    let d = records[(b + 1) * uniforms.record - uniforms.classes - 2 + c];
    if (k == uniforms.units) { sum += d; continue; }
    sum += records[b * uniforms.record + (uniforms.steps - 1) * ${slots} * uniforms.units + k] * d;
  }
  return sum;
}

fn share(i : i32, part : i32) -> f32 {
  if (i >= uniforms.count) { return 0.0; }
  if (i >= uniforms.headKernel) { return ofHead(i - uniforms.headKernel, part); }
  if (i >= uniforms.recurrentKernel && i < uniforms.bias) { return ofStates(i - uniforms.recurrentKernel, part); }
  return ofInputs(i, part);
}

fn main(index : i32) {
  let lane = i32(localIndex);
  let i = i32(workgroupId.x) * ${WEIGHTS} + lane % ${WEIGHTS};
  shares[lane] = share(i, lane / ${WEIGHTS});
  workgroupBarrier();
  if (lane >= ${WEIGHTS} || i >= uniforms.count) { return; }
  var sum = 0.0;
  for (var part = 0; part < ${PARTS}; part++) { sum += shares[part * ${WEIGHTS} + lane]; }
  result[i] = sum;
}`;
