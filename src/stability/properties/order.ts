import { type ClassifierConfig, distance, holds, measured, norm, violated } from "../../core/mod.ts";
import { ANY, type StabilityProperty } from "./property.ts";

/** Bounds on what another order of summation changes: shares of the gradient's norm, of the first loss. */
const GRADIENT = 1e-5;
const LOSS = 1e-4;
/** Steps whose losses are compared: later ones may differ as rounding grows. */
const STEPS = 5;

/** A mean does not depend on the order of its terms. */
export const order: StabilityProperty<ClassifierConfig> = {
  name: "order",
  statement:
    `Permuting the samples of a full batch changes the first gradient by at most ${GRADIENT} of its norm, and the ` +
    `loss of the first ${STEPS} steps by at most ${LOSS} of the first.`,
  scope: { ...ANY, batches: "full" },
  own: { unfit: "it permutes the samples of a data set" },
  cases: 3,
  appliesTo: () => true,
  plan: (config) =>
    [config, { ...config, data: { ...config.data, permutation: 1 + config.seed % 1000 } }]
      .map((config) => ({ config, quantities: ["initial-gradient"] })),
  judge([{ trace: a }, { trace: b }]) {
    const [before, after] = [a, b].map((trace) => measured(trace, "initial-gradient")[0].values);
    const gradient = distance(before, after) / norm(before);
    const losses = a.loss.slice(0, STEPS).map((loss, i) => Math.abs(loss - b.loss[i]) / a.loss[0]);
    const evidence = { gradient, loss: Math.max(...losses.filter(Number.isFinite)) };
    const step = losses.findIndex((difference) => difference > LOSS);
    if (step >= 0) {
      const witness = `after permuting the samples the loss of step ${step} is ${b.loss[step]} in place of ${
        a.loss[step]
      }`;
      return violated("order", { witness, evidence });
    }
    if (gradient > GRADIENT) {
      const witness = `permuting the samples changes the gradient by ${gradient} of its norm`;
      return violated("order", { witness, evidence });
    }
    return holds(evidence);
  },
};
