/**
 * One training step's loss and gradient of a recurrent classifier, in float32 with SIMD and one order of operations, so
 * the same bits on every machine. Compiled by `deno task build:wasm` to ../classifier.wasm.
 *
 * The caller lays the memory out for a shape, writes parameters, inputs and labels to where the getters say, and runs.
 */
import { crossEntropy, headBackward, headForward, right } from "./head";
import { packInputs, packWeights, unpackGradient } from "./pack";
import * as plan from "./plan";
import { stepBackward, stepForward } from "./steps";

export { lay } from "./plan";

/** Address of the flat parameters. */
export function parametersAt(): usize {
  return plan.parameters;
}

/** Address of the sequences `[samples, length, features]`. */
export function inputsAt(): usize {
  return plan.inputs;
}

/** Address of the label rows `[samples, classes]`. */
export function labelsAt(): usize {
  return plan.labels;
}

/** Address of the flat gradient. */
export function gradientAt(): usize {
  return plan.gradient;
}

/** How many samples the last run had right. */
export function hits(): i32 {
  return right;
}

/** Runs forward and, if wanted, backward; gives the mean loss before `scale`, which the gradient has in it. */
export function run(backward: bool, scale: f64): f64 {
  packWeights();
  packInputs();
  for (let t = 0; t < plan.length; t++) stepForward(t);
  headForward();
  const loss = crossEntropy(scale);
  if (backward) propagate();
  return loss;
}

function propagate(): void {
  clear(plan.gradient, plan.parameterCount);
  clear(plan.headGradient, plan.classes * plan.unitsPadded);
  clear(plan.stateGradient, plan.unitBytes >> 2);
  clear(plan.cellGradient, plan.unitBytes >> 2);
  clear(plan.biasGradient, plan.gates * plan.unitsPadded);
  clear(plan.weightGradient, (plan.featuresPadded + plan.unitsPadded) * plan.gates * plan.unitsPadded);
  headBackward();
  for (let t = plan.length - 1; t >= 0; t--) stepBackward(t);
  unpackGradient();
}

function clear(at: usize, floats: i32): void {
  memory.fill(at, 0, <usize> floats << 2);
}
