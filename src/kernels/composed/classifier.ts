import * as tf from "@tensorflow/tfjs";
import { type Batch, type ClassifierShape, type Evaluated, parameterLayout } from "../classifier_shape.ts";
import { readBack } from "../read_back.ts";
import { CELL_STEPS, type CellState } from "./cells.ts";

/** A batch and the flat parameters as tensors, see `../op.ts`. */
interface Tensors {
  parameters: tf.Tensor;
  inputs: tf.Tensor;
  labels: tf.Tensor;
}

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
  const { size, length } = batch;
  const outputs = tf.tidy(() => {
    const inputs = tf.tensor3d(batch.inputs, [size, length, shape.features]);
    const labels = tf.tensor2d(batch.labels, [size, shape.classes]), flat = tf.tensor1d(parameters);
    let right: tf.Tensor | undefined;
    const loss = (parameters: tf.Tensor): tf.Scalar =>
      composedLoss(shape, { parameters, inputs, labels }, (scores) => {
        // Kept, as the differentiation disposes of all but the loss.
        right ??= tf.keep(hits(scores, labels));
      });
    if (!gradient) return [loss(flat), right!];
    const { value, grad } = tf.valueAndGrad(loss)(flat);
    return [value, right!, grad];
  });
  const [[loss], [right], flat] = await readBack(outputs).finally(() => tf.dispose(outputs));
  return { loss, right, gradient: flat ?? new Float32Array(0) };
}

/** The mean cross entropy times its scale, differentiable; `look` is shown the logits `[batch, classes]`. */
export function composedLoss(
  shape: ClassifierShape,
  { parameters, inputs, labels }: Tensors,
  look: (scores: tf.Tensor2D) => void = () => {},
): tf.Scalar {
  const scores = logits(shape, inputs as tf.Tensor3D, parameters);
  look(scores);
  return tf.mul(meanCrossEntropy(shape, labels as tf.Tensor2D, scores), 2 ** shape.loss.log2Scale);
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
