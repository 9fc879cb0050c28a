import type * as tf from "@tensorflow/tfjs";
import { planOf } from "./plan.ts";
import type { Program } from "./program.ts";
import type { Task } from "./task.ts";

/** Invocations of the one workgroup that sums. */
export const LANES = 256;

/** WGSL of sums, for all invocations of the one workgroup to call: in one order, so the same bits wherever it is used. */
export const TOTAL = `
var<workgroup> sums : array<f32, ${LANES}>;

// The sum of what the invocations give, for all of them.
fn sumOver(lane : i32, own : f32) -> f32 {
  sums[lane] = own;
  workgroupBarrier();
  for (var span = ${LANES / 2}; span > 0; span /= 2) {
    if (lane < span) { sums[lane] += sums[lane + span]; }
    workgroupBarrier();
  }
  let sum = sums[0];
  workgroupBarrier();
  return sum;
}

// Over all samples, of the number that stands so far before the end of their records.
fn total(lane : i32, fromEnd : i32) -> f32 {
  var own = 0.0;
  for (var b = lane; b < uniforms.samples; b += ${LANES}) { own += records[(b + 1) * uniforms.record - fromEnd]; }
  return sumOver(lane, own);
}
fn meanLoss(lane : i32) -> f32 { return total(lane, 2) / f32(uniforms.samples) * uniforms.scale; }
fn hits(lane : i32) -> f32 { return total(lane, 1); }
`;

/**
 * The batch's mean loss times its scale, or how many of its rows are right: as a scalar, or as number `at` of a tensor.
 */
export function totalProgram(
  task: Task,
  records: tf.TensorInfo,
  { of, into, at = 0 }: { of: "meanLoss" | "hits"; into?: tf.TensorInfo; at?: number },
): Program {
  const { integers, floats } = totalUniforms(task);
  return {
    name: of,
    code: () =>
      `${TOTAL}
fn main(index : i32) {
  let sum = ${of}(i32(localIndex));
  if (localIndex == 0u) { result[uniforms.at] = sum; }
}`,
    invocations: LANES,
    workgroups: 1,
    inputs: { records },
    integers: { ...integers, at },
    floats,
    output: into ?? [],
  };
}

/** What {@linkcode TOTAL} needs among the uniforms. */
export function totalUniforms({ shape, size, length, gradient }: Task): Required<Pick<Program, "integers" | "floats">> {
  const { record } = planOf(shape, { length, gradient });
  return { integers: { samples: size, record }, floats: { scale: 2 ** shape.loss.log2Scale } };
}
