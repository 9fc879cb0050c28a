import type { ClassifierConfig } from "../../core/mod.ts";
import { type Dataset, makeDataset, type OwnData } from "../../data/mod.ts";
import {
  type Batch,
  type ClassifierShape,
  kernelFor,
  parameterLayout,
  recurrentClassifier,
  referenceClassifier,
} from "../../kernels/mod.ts";
import { batchesPerEpoch, batchSource, fullBatch } from "./batches.ts";
import { initialWeights } from "./_initial_weights.ts";
import type { Problem } from "./problem.ts";

/** The recurrent classifier of a config on its data set. */
export type ClassifierProblem = Problem<Batch> & { shape: ClassifierShape };

/**
 * The recurrent classifier of a config on its data set.
 *
 * @param own what a config of one's own data names
 * @throws {InputError} if the config names data that are not given, or others
 */
export function classifierProblem(
  { data, model, loss, batchSize, batchOrder: order, seed }: ClassifierConfig,
  own?: OwnData,
): ClassifierProblem {
  const dataset: Dataset = makeDataset(data, own);
  const { cell, units } = model, { features, classes } = data;
  const shape: ClassifierShape = { cell, units, features, classes, loss };
  const full = fullBatch(dataset), batchAt = batchSource(dataset, { batchSize, seed, order });
  return {
    shape,
    layout: parameterLayout(shape),
    initial: initialWeights(model, shape, seed),
    full,
    batchesPerEpoch: batchesPerEpoch(data.samples, batchSize),
    batchAt,
    kernel: kernelFor(shape, batchAt(0)),
    evaluate: (weights, batch, { gradient = true } = {}) => recurrentClassifier(shape, weights, { batch, gradient }),
    exactLoss: (weights, batch) => referenceClassifier(shape, weights, { batch, gradient: false }).loss,
  };
}
