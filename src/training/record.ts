import { mean, type TrainingTrace } from "../core/mod.ts";
import type { StepNumbers } from "../kernels/mod.ts";

/** A trace of no step. */
export function emptyTrace({ backend, kernel }: Pick<TrainingTrace, "backend" | "kernel">): TrainingTrace {
  return {
    loss: [],
    accuracy: [],
    gradientNorm: [],
    updateNorm: [],
    weightNorm: [],
    epochs: [],
    measurements: [],
    ending: { kind: "completed" },
    backend,
    kernel,
    leaked: { bySteps: 0, afterwards: 0 },
  };
}

/**
 * Adds a step to the series, which stay of one length: a step whose loss or gradient is not finite has no update.
 *
 * @param samples of the step's batch
 * @returns where a number stood that is not finite, if there was one
 */
export function recordStep(
  trace: TrainingTrace,
  { loss, right, gradientNorm, updateNorm, weightNorm }: StepNumbers,
  samples: number,
): "loss" | "gradient" | "weights" | undefined {
  const where = !Number.isFinite(loss) ? "loss" : !Number.isFinite(gradientNorm) ? "gradient" : undefined;
  trace.loss.push(loss);
  trace.accuracy.push(right / samples);
  trace.gradientNorm.push(gradientNorm);
  trace.updateNorm.push(where ? NaN : updateNorm);
  trace.weightNorm.push(where ? trace.weightNorm.at(-1) ?? NaN : weightNorm);
  return where ?? (Number.isFinite(weightNorm) ? undefined : "weights");
}

/** Means of loss and accuracy over each pass through the training set. */
export function epochMeans({ loss, accuracy }: TrainingTrace, perEpoch: number): TrainingTrace["epochs"] {
  const epochs = [];
  for (let from = 0; from < loss.length; from += perEpoch) {
    const of = (series: number[]) => mean(series.slice(from, from + perEpoch));
    epochs.push({ loss: of(loss), accuracy: of(accuracy) });
  }
  return epochs;
}
