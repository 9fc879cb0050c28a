import { adam, type AdamNumbers } from "./adam.ts";
import type { Oracle } from "./oracle.ts";

/** The numbers of AdamW. */
export interface AdamwNumbers extends AdamNumbers {
  /** The paper's lambda: the share of a weight that goes at a step of rate 1. */
  weightDecay: number;
  /**
   * The rate that a schedule multiplies. With it a weight loses lambda times the schedule's factor, rate / baseRate,
   * whatever the rate: the paper. Without it lambda times the rate: PyTorch, Keras, optax.
   */
  baseRate?: number;
}

/**
 * Adam with decoupled weight decay, both taken from the weight before the step:
 *
 *     x -= rate m' / (sqrt(v') + epsilon) + rate lambda x
 *
 * Source: I. Loshchilov, F. Hutter, Decoupled weight decay regularization, ICLR 2019 (arXiv 1711.05101), algorithm 2.
 */
export function adamw({ weightDecay, baseRate = 1, ...numbers }: AdamwNumbers): Oracle {
  const inner = adam(numbers);
  return {
    get state() {
      return inner.state;
    },
    get steps() {
      return inner.steps;
    },
    step(gradient, { rate, weights }) {
      return inner.step(gradient, { rate }).map((update, i) =>
        update + rate / baseRate * weightDecay * (weights?.[i] ?? 0)
      );
    },
  };
}
