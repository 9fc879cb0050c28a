import * as tf from "@tensorflow/tfjs";
import { type Batch, type ClassifierShape, type Evaluated, parameterLayout } from "../classifier_shape.ts";
import { CELL_STEPS, type CellState } from "./cells.ts";

/**
 * The recurrent classifier in tfjs operations with tfjs' own differentiation: for any backend, and for the losses of
 * tf.losses. Reads its results back, so it waits for the device.
 *
 * @param parameters flat, as `parameterLayout` says
 * @param options `gradient: false` leaves the backward pass out
 */
export async function composedClassifier(
  shape: ClassifierShape,
  parameters: Float32Array,
  { batch, gradient = true }: { batch: Batch; gradient?: boolean },
): Promise<Evaluated> {
  const { size, length, inputs, labels } = batch;
  const outputs = tf.tidy(() => {
    const x = tf.tensor3d(inputs, [size, length, shape.features]);
    const y = tf.tensor2d(labels, [size, shape.classes]);
    let right: tf.Tensor | undefined;
    const loss = (flat: tf.Tensor): tf.Scalar => {
      const scores = logits(shape, x, flat);
      // Kept, as the differentiation disposes of all but the loss.
      right ??= tf.keep(hits(scores, y));
      return tf.mul(meanCrossEntropy(shape, y, scores), 2 ** shape.loss.log2Scale);
    };
    const flat = tf.tensor1d(parameters);
    if (!gradient) return { loss: loss(flat), right: right!, gradient: tf.tensor1d([]) };
    const { value, grad } = tf.valueAndGrad(loss)(flat);
    return { loss: value, right: right!, gradient: grad };
  });
  const [loss, right, flat] = await Promise.all([outputs.loss.data(), outputs.right.data(), outputs.gradient.data()]);
  tf.dispose([outputs.loss, outputs.right, outputs.gradient]);
  return { loss: loss[0], right: right[0], gradient: flat as Float32Array };
}

/** `[batch, classes]` from `[batch, length, features]`. */
function logits(shape: ClassifierShape, x: tf.Tensor3D, flat: tf.Tensor): tf.Tensor2D {
  const [size, length, features] = x.shape;
  const [kernel, recurrentKernel, bias, headKernel, headBias] = parameterLayout(shape)
    .map((block) => flat.slice(block.offset, block.size).reshape(block.shape));
  const projected = x.reshape([size * length, features]).matMul(kernel).add(bias).reshape([size, length, -1]);
  const zeros = tf.zeros([size, shape.units]);
  let state: CellState = { hidden: zeros, cell: zeros };
  // tfjs cannot differentiate the unstacking of a single step.
  const steps = length === 1 ? [projected.reshape([size, -1])] : tf.unstack(projected, 1);
  for (const step of steps) {
    const recurrent = state.hidden.matMul(recurrentKernel);
    state = CELL_STEPS[shape.cell](step, recurrent, state);
  }
  return state.hidden.matMul(headKernel as tf.Tensor2D).add(headBias);
}

function meanCrossEntropy({ loss }: ClassifierShape, labels: tf.Tensor2D, scores: tf.Tensor2D): tf.Scalar {
  if (loss.kind === "tf-losses") return tf.losses.softmaxCrossEntropy(labels, scores);
  return labels.mul(tf.logSoftmax(scores)).sum().div(-labels.shape[0]) as tf.Scalar;
}

/** Rows whose largest logit is at the label's largest entry; a row with a logit that is not finite is no hit. */
function hits(scores: tf.Tensor2D, labels: tf.Tensor2D): tf.Tensor {
  const same = scores.argMax(1).equal(labels.argMax(1));
  return same.logicalAnd(scores.isFinite().all(1)).sum();
}
