import { isEvaluationStep } from "../../core/mod.ts";
import type { FullQuantity } from "./quantity.ts";

/**
 * Loss (nats) and accuracy (0..1) on the whole training set, at about 90 evenly spaced steps, both ends among them:
 * `[loss, accuracy]`. With full batches it is the step's own loss, at no cost.
 */
export const evaluation: FullQuantity = {
  at: isEvaluationStep,
  ofFull: ({ loss, right }, samples) => [loss, right / samples],
};
