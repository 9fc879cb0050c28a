import type { TrainingConfig } from "../core/mod.ts";
import { type Dataset, makeDataset } from "../data/mod.ts";
import { type Batch, type ClassifierShape, type Evaluated, recurrentClassifier } from "../kernels/mod.ts";
import { batchesPerEpoch, batchSource, fullBatch } from "./batches.ts";
import { initialWeights } from "./initial_weights.ts";

/** What an optimizer is run on: weights to start from, batches, and a loss with its gradient. */
export interface Problem {
  shape: ClassifierShape;
  /** Flat float32. */
  initial: Float32Array;
  /** All samples. */
  full: Batch;
  /** True if every batch is all samples. */
  isFullBatch: boolean;
  batchesPerEpoch: number;
  batchAt(step: number): Batch;
  evaluate(weights: Float32Array, batch: Batch, options?: { gradient?: boolean }): Promise<Evaluated>;
}

/** The recurrent classifier of a config on its data set. */
export function classifierProblem({ data, model, loss, batchSize, seed }: TrainingConfig): Problem {
  const dataset: Dataset = makeDataset(data);
  const { cell, units } = model, { features, classes } = data;
  const shape: ClassifierShape = { cell, units, features, classes, loss };
  const perEpoch = batchesPerEpoch(data.samples, batchSize);
  return {
    shape,
    initial: initialWeights(model, shape, seed),
    full: fullBatch(dataset),
    isFullBatch: perEpoch === 1,
    batchesPerEpoch: perEpoch,
    batchAt: batchSource(dataset, batchSize, seed),
    evaluate: (weights, batch, { gradient = true } = {}) => recurrentClassifier(shape, weights, { batch, gradient }),
  };
}
