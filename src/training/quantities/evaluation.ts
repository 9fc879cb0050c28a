import { isEvaluationStep } from "../../core/mod.ts";
import type { Quantity } from "./quantity.ts";

/**
 * Loss (nats) and accuracy (0..1) on the whole training set, at about 90 evenly spaced steps, both ends among them:
 * `[loss, accuracy]`. With full batches it is the step's own loss, at no cost.
 */
export const evaluation: Quantity = {
  at: isEvaluationStep,
  async measure({ problem, weights, current }) {
    const { loss, right } = problem.isFullBatch && current
      ? current.evaluated
      : await problem.evaluate(weights, problem.full, { gradient: false });
    return [loss, right / problem.full.size];
  },
};
