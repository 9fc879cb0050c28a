import type * as tf from "@tensorflow/tfjs";
import { parameterCount } from "../classifier_shape.ts";
import type { Program } from "./program.ts";
import type { Task } from "./task.ts";
import { LANES, TOTAL, totalUniforms } from "./totals.ts";

/**
 * Numbers in a row: loss, right; a size and its unit each for gradient, update and weights; from {@linkcode FULL} on loss
 * and right of all samples, where they were evaluated.
 */
export const ROW = 10, FULL = 8;

/** What a training step is measured by, on the device. */
export interface StepTensors {
  records: tf.TensorInfo;
  /** `[n]` each. */
  gradient: tf.TensorInfo;
  before: tf.TensorInfo;
  after: tf.TensorInfo;
}

/**
 * Writes row `row` of `rows`: the step's loss and hits, and the Euclidean norms of gradient, update and new weights. A
 * norm is sqrt(size) / unit: the numbers are multiplied by a power of two first, so that no square overflows or vanishes
 * in float32. A size of -1 stands for a number that is not finite among them.
 */
export function stepRowProgram(
  task: Task,
  { records, gradient, before, after }: StepTensors,
  { rows, row }: { rows: tf.TensorInfo; row: number },
): Program {
  const { integers, floats } = totalUniforms(task);
  return {
    name: "step row",
    code: () => CODE,
    invocations: LANES,
    workgroups: 1,
    inputs: { records, gradient, before, after },
    integers: { ...integers, count: parameterCount(task.shape), row },
    floats,
    output: rows,
  };
}

const CODE = `
${TOTAL}
var<workgroup> tops : array<u32, ${LANES}>;

fn entry(which : i32, i : i32) -> f32 {
  if (which == 0) { return gradient[i]; }
  if (which == 1) { return after[i] - before[i]; }
  return after[i];
}

// The bits of the largest magnitude: as whole numbers they are in the same order, NaN above infinity above the rest.
fn largest(lane : i32, which : i32) -> u32 {
  var own = 0u;
  for (var i = lane; i < uniforms.count; i += ${LANES}) {
    own = max(own, bitcast<u32>(entry(which, i)) & 0x7fffffffu);
  }
  tops[lane] = own;
  workgroupBarrier();
  for (var span = ${LANES / 2}; span > 0; span /= 2) {
    if (lane < span) { tops[lane] = max(tops[lane], tops[lane + span]); }
    workgroupBarrier();
  }
  let top = tops[0];
  workgroupBarrier();
  return top;
}

fn squares(lane : i32, which : i32, unit : f32) -> f32 {
  var own = 0.0;
  for (var i = lane; i < uniforms.count; i += ${LANES}) {
    let x = entry(which, i) * unit;
    own += x * x;
  }
  return sumOver(lane, own);
}

fn main(index : i32) {
  let lane = i32(localIndex);
  let at = uniforms.row * ${ROW};
  let loss = meanLoss(lane);
  let right = hits(lane);
  for (var which = 0; which < 3; which++) {
    let top = largest(lane, which);
    // About 1 / the largest magnitude, as its exponent says; at the upper end the least normal number.
    let unit = bitcast<f32>(u32(clamp(254 - i32(top >> 23u), 1, 253)) << 23u);
    let size = squares(lane, which, unit);
    if (lane == 0) {
      result[at + 2 + 2 * which] = select(size, -1.0, top >= 0x7f800000u);
      result[at + 3 + 2 * which] = unit;
    }
  }
  if (lane == 0) {
    result[at] = loss;
    result[at + 1] = right;
  }
}`;
