import * as tf from "@tensorflow/tfjs";
import { InputError } from "../../core/mod.ts";
import type { Tensor } from "../../optimizers/mod.ts";
import { flattened, type Numbers } from "./_numbers.ts";
import type { Problem, WeightBlock } from "./problem.ts";
import { wholeBatch } from "./_whole_batch.ts";

/** A loss of one's own. */
export interface FunctionProblem {
  /** The variables' first values. */
  start: readonly Numbers[];
  /** The loss of the variables, a scalar made of tfjs operations. It is differentiated once. */
  loss: (...variables: Tensor[]) => Tensor;
}

/**
 * Variables and a loss of one's own as a problem: every step sees all of it.
 *
 * ```ts ignore
 * const rosenbrock = () => fromFunction({
 *   start: [-1, 1],
 *   loss: (x, y) => tf.add(tf.square(tf.sub(1, x)), tf.mul(100, tf.square(tf.sub(y, tf.square(x))))),
 * });
 * ```
 *
 * @throws {InputError} if there is no variable, or its first value is no number in lists of equal lengths
 */
export function fromFunction({ start, loss }: FunctionProblem): Problem {
  if (start.length === 0) {
    throw new InputError("start", "must hold the first value of a variable at least: it is empty");
  }
  const layout: WeightBlock[] = [], values: number[] = [];
  for (const value of start) {
    const { numbers, shape } = flattened(value, "start");
    layout.push({ shape, offset: values.length, size: numbers.length });
    values.push(...numbers);
  }
  return { ...wholeBatch(), layout, initial: Float32Array.from(values), kernel: "own", evaluate };

  async function evaluate(weights: Float32Array, _: unknown, { gradient: wanted = true } = {}) {
    const [value, ...slopes] = tf.tidy(() => {
      const parts = layout.map(({ shape, offset, size }) => tf.tensor(weights.slice(offset, offset + size), shape));
      if (!wanted) return [scalar(loss(...parts))];
      const { value, grads } = tf.valueAndGrads((...args: tf.Tensor[]) => scalar(loss(...args)))(parts);
      return [value, ...grads];
    });
    const [[sum], ...arrays] = await Promise.all([value, ...slopes].map((tensor) => tensor.data()));
    tf.dispose([value, ...slopes]);
    return { loss: sum, right: NaN, gradient: Float32Array.from(arrays.flatMap((array) => [...array])) };
  }
}

function scalar(value: tf.Tensor): tf.Tensor {
  if (value.size === 1) return value.asScalar();
  throw new InputError("loss", `must give a scalar: it gave a tensor of the shape [${value.shape}]`);
}
