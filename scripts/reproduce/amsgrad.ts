import * as tf from "@tensorflow/tfjs";
import { AmsGrad, type Optimizer, oracleOf, type OracleRule } from "../../mod.ts";
import type { Row } from "./row.ts";

/** The gradient's size at every third step; it is -1 at the others, so that the mean loss falls to the left. */
const C = 3, STEPS = 6000;
const NUMBERS = { beta1: 0, beta2: 1 / (1 + C * C), epsilon: 0 };

const gradientAt = (t: number) => t % 3 === 1 ? C : -1;
const rateAt = (t: number) => 0.1 / Math.sqrt(t);
const projected = (x: number) => Math.max(-1, Math.min(1, x));

/** Where an oracle ends, projected to [-1, 1] after each step, from 0. */
function endOf(rule: OracleRule): number {
  const oracle = oracleOf(rule);
  let x = 0;
  for (let t = 1; t <= STEPS; t++) x = projected(x - oracle.step([gradientAt(t)], { rate: rateAt(t) })[0]);
  return x;
}

/** Likewise an optimizer in float32. */
function endOfOptimizer(optimizer: Optimizer): number {
  const x = tf.tidy(() => tf.variable(tf.tensor1d([0])));
  const gradients = [C, -1].map((g) => tf.tensor1d([g]));
  for (let t = 1; t <= STEPS; t++) {
    // Both have their rate in this property, which they read at each step.
    Object.assign(optimizer, { learningRate: rateAt(t) });
    optimizer.applyGradients([{ name: x.name, tensor: gradients[gradientAt(t) === C ? 0 : 1] }]);
    tf.tidy(() => x.assign(tf.clipByValue(x, -1, 1)));
  }
  const [end] = x.dataSync();
  tf.dispose([x, ...gradients]);
  optimizer.dispose();
  return end;
}

/**
 * Where Adam goes the wrong way: of the losses C x, -x, -x, in turn, on [-1, 1], the mean is least at -1. Adam scales the large
 * gradient down by its own size, forgets it within two steps, and ends at +1; AMSGrad, which remembers, ends at -1.
 */
export function amsgradCounterexample(): Row[] {
  const { beta1, beta2, epsilon } = NUMBERS, source = "Reddi et al., arXiv 1904.09237, the example of theorem 1";
  const row = (name: string, expected: number, measured: number): Row => ({
    name: `losses 3x, -x, -x on [-1, 1], 6000 steps: ${name} ends at`,
    source,
    expected,
    measured,
    tolerance: 2e-3,
  });
  return [
    row("Adam in float64", 1, endOf({ kind: "adam", ...NUMBERS })),
    row("AMSGrad in float64", -0.999, endOf({ kind: "amsgrad", ...NUMBERS })),
    row("tf.train.adam", 1, endOfOptimizer(tf.train.adam(1, beta1, beta2, epsilon))),
    row("AmsGrad", -0.999, endOfOptimizer(new AmsGrad(1, NUMBERS))),
  ];
}
