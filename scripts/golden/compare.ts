import { type Oracle, oracleOf } from "../../src/optimizers/mod.ts";
import type { Sequence } from "./sequences.ts";

/** How far an oracle is from PyTorch. */
export interface Comparison {
  /** The largest difference of a weight over the way that it has come: |start| and all |updates|. */
  worst: number;
  /** By how much a rounding may have been enlarged: of centered RMSProp, s / (s - m^2); else 1. */
  amplified: number;
}

/** Follows a sequence with its oracle, and compares its weights with PyTorch's after each step. */
export function compare(sequence: Sequence, expected: number[][]): Comparison {
  const { rule, start, rates, gradients } = sequence, oracle = oracleOf(rule);
  let weights = start, way = start.map(Math.abs), worst = 0, amplified = 1;
  gradients.forEach((gradient, step) => {
    const update = oracle.step(gradient, { rate: rates[step], weights });
    weights = weights.map((w, i) => w - update[i]);
    way = way.map((sum, i) => sum + Math.abs(update[i]));
    if (rule.kind === "rmsprop-centered") amplified = Math.max(amplified, amplification(oracle));
    const differences = weights.map((w, i) => w === expected[step][i] ? 0 : Math.abs(w - expected[step][i]) / way[i]);
    // A NaN stays.
    worst = Math.max(worst, ...differences);
  });
  return { worst, amplified };
}

function amplification({ state }: Oracle): number {
  return Math.max(...state.filter(({ s }) => s > 0).map(({ s, m }) => s / Math.max(0, s - m * m)), 1);
}
