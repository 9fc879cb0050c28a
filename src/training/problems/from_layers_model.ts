import * as tf from "@tensorflow/tfjs";
import { InputError } from "../../core/mod.ts";
import type { Dataset } from "../../data/mod.ts";
import { readBack } from "../../kernels/mod.ts";
import { batchesOf, type Rows, type RowsBatch, rowsOf } from "./_rows.ts";
import type { Tensor } from "../../optimizers/mod.ts";
import type { Numbers } from "./_numbers.ts";
import { type LayersLoss, lossNamed } from "./_layers_losses.ts";
import { refuseUnrepeatable } from "./_unrepeatable_layers.ts";
import type { Problem, ProblemMaker, WeightBlock } from "./problem.ts";
import { withSeededRandom } from "./_seeded_random.ts";

/** A tf.LayersModel. */
export type LayersModel = InstanceType<(typeof tf)["LayersModel"]>;

/** What a model is trained on, and for. */
export interface LayersModelOptions {
  /**
   * What is minimised: tfjs' own by name, or the loss of a batch from labels and predictions, a scalar or one number a
   * sample, of which the mean is taken. Its least value must not be below 0.
   */
  loss: LayersLoss | ((labels: Tensor, predictions: Tensor) => Tensor);
  /** All samples, the first dimension of each; or a data set, whose inputs are `[samples, length, features]`. */
  data: { inputs: Numbers; labels: Numbers } | Dataset;
}

/**
 * A tf.LayersModel as a problem: what the option `problem` takes, or a module exports for `--problem=FILE#EXPORT`.
 *
 * Each training makes a model of its own, whose random initial weights come from the config's seed: while `make` runs,
 * Math.random is a generator of that seed. Batches are those of the built-in classifier: all samples, or reshuffled every
 * epoch. The model has one input and one output. A layer that is random or keeps state while training, such as dropout or
 * batch normalisation, is refused: loss and gradient must be functions of weights and batch.
 *
 * ```ts ignore
 * export const digits = fromLayersModel(() =>
 *   tf.sequential({ layers: [
 *     tf.layers.lstm({ units: 8, inputShape: [12, 1] }),
 *     tf.layers.dense({ units: 4, activation: "softmax" }),
 *   ] }), { loss: "categoricalCrossentropy", data: { inputs, labels } });
 * ```
 *
 * @param make makes a new model at each call, with the tfjs that Steadfast runs on; not async
 * @throws {InputError} when a training begins, if model, data or loss are not what they must be
 */
export function fromLayersModel(make: () => LayersModel, { loss, data }: LayersModelOptions): ProblemMaker {
  return async ({ seed, batchSize }) => {
    const rows = rowsOf(data), model = withSeededRandom(seed, make);
    mustBeFit(model);
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const layout = layoutOf(variables), initial = await readBack(variables);
    const problem: Problem<RowsBatch> = {
      ...batchesOf(rows, { seed, batchSize }),
      layout,
      initial: Float32Array.from(initial.flatMap((values) => [...values])),
      kernel: "own",
      evaluate: (weights, batch, { gradient = true } = {}) => {
        assign(variables, layout, weights);
        return evaluate({ model, variables, rows, loss }, batch, gradient);
      },
      dispose: () => void model.dispose(),
    };
    return problem as Problem;
  };
}

function mustBeFit(model: LayersModel): void {
  const fault = (what: string) => new InputError("problem", what);
  if (!(model as Partial<LayersModel> | undefined)?.apply || !model.layers) {
    throw fault("must be made of a tf.LayersModel, by a function that is not async");
  }
  if (model.inputs?.length !== 1 || model.outputs?.length !== 1) {
    throw fault("must be made of a model with one output and one input, whose shape it knows (inputShape)");
  }
  refuseUnrepeatable(model);
  if (model.trainableWeights.length === 0) throw fault("must be made of a model that has weights to train");
}

function layoutOf(variables: readonly tf.Variable[]): WeightBlock[] {
  let offset = 0;
  return variables.map(({ shape, size }) => {
    offset += size;
    return { shape, offset: offset - size, size };
  });
}

function assign(variables: readonly tf.Variable[], layout: readonly WeightBlock[], weights: Float32Array): void {
  variables.forEach((variable, i) => {
    const { shape, offset, size } = layout[i], value = tf.tensor(weights.slice(offset, offset + size), shape);
    variable.assign(value);
    value.dispose();
  });
}

interface Evaluating {
  model: LayersModel;
  variables: tf.Variable[];
  rows: Rows;
  loss: LayersModelOptions["loss"];
}

async function evaluate({ model, variables, rows, loss }: Evaluating, batch: RowsBatch, wanted: boolean) {
  const named = typeof loss === "string" ? lossNamed(loss) : { loss };
  const outputs = tf.tidy(() => {
    const inputs = tf.tensor(batch.inputs, [batch.size, ...rows.inputShape]);
    const labels = tf.tensor(batch.labels, [batch.size, ...rows.labelShape]);
    let seen: tf.Tensor[] = [];
    const value = (): tf.Scalar => {
      const predictions = model.apply(inputs, { training: true }) as tf.Tensor;
      const right = named.right?.(labels, predictions) ?? tf.scalar(NaN);
      // Kept, as the differentiation disposes of all but the loss; some backends' clipping swallows a NaN.
      seen = [right.toFloat(), predictions.isFinite().all().toFloat()].map((tensor) => tf.keep(tensor));
      return tf.mean(named.loss(labels, predictions)).asScalar();
    };
    if (!wanted) return [value(), ...seen];
    const { value: sum, grads } = tf.variableGrads(value, variables);
    return [sum, ...seen, ...variables.map((variable) => grads[variable.name] ?? tf.zerosLike(variable))];
  });
  const [[sum], [right], [isFinite], ...slopes] = await readBack(outputs).finally(() => tf.dispose(outputs));
  const gradient = Float32Array.from(slopes.flatMap((slope) => [...slope]));
  return { loss: isFinite ? sum : NaN, right, gradient };
}
