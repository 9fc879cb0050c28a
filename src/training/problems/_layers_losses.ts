import * as tf from "@tensorflow/tfjs";
import { InputError } from "../../core/mod.ts";

/** A loss of tfjs-layers by the name that `compile` takes. */
export type LayersLoss =
  | "categoricalCrossentropy"
  | "sparseCategoricalCrossentropy"
  | "binaryCrossentropy"
  | "meanSquaredError"
  | "meanAbsoluteError";

/** A loss, one number a sample, and of a classifier's the number of samples that are right. */
export interface NamedLoss {
  loss: (labels: tf.Tensor, predictions: tf.Tensor) => tf.Tensor;
  right?: (labels: tf.Tensor, predictions: tf.Tensor) => tf.Tensor;
}

const NAMED: Record<LayersLoss, NamedLoss> = {
  categoricalCrossentropy: {
    loss: tf.metrics.categoricalCrossentropy,
    right: (labels, predictions) => labels.argMax(-1).equal(predictions.argMax(-1)).sum(),
  },
  sparseCategoricalCrossentropy: {
    loss: (labels, predictions) => tf.metrics.categoricalCrossentropy(oneHot(labels, predictions), predictions),
    right: (labels, predictions) => labels.flatten().toInt().equal(predictions.argMax(-1).flatten()).sum(),
  },
  binaryCrossentropy: {
    loss: tf.metrics.binaryCrossentropy,
    right: (labels, predictions) => labels.greater(0.5).equal(predictions.greater(0.5)).all(-1).sum(),
  },
  meanSquaredError: { loss: tf.metrics.meanSquaredError },
  meanAbsoluteError: { loss: tf.metrics.meanAbsoluteError },
};

/**
 * A loss by its name.
 *
 * @throws {InputError} listing the names
 */
export function lossNamed(name: LayersLoss): NamedLoss {
  if (Object.hasOwn(NAMED, name)) return NAMED[name];
  throw new InputError(
    "loss",
    `must be a function or one of ${Object.keys(NAMED).join(", ")}: it is ${JSON.stringify(name)}`,
  );
}

function oneHot(labels: tf.Tensor, predictions: tf.Tensor): tf.Tensor {
  return tf.oneHot(labels.flatten().toInt(), predictions.shape.at(-1)!).reshape(predictions.shape);
}
