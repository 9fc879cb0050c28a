import * as tf from "@tensorflow/tfjs";
import type { Subject } from "../../mod.ts";

/** Plain gradient descent, stable at small rates. */
export const plain: Subject = ({ learningRate }) => tf.train.sgd(learningRate);

/** Gradient descent that goes uphill. */
export const flipped: Subject = ({ learningRate }) => tf.train.sgd(-learningRate);

/** Gradient descent whose every training is another: it is not deterministic. */
export function moody(): Subject {
  let made = 0;
  return ({ learningRate }) => tf.train.sgd(-learningRate * (1 + ++made / 8));
}

/** An optimizer that leaves a tensor behind at every step. */
export const leaking: Subject = ({ learningRate }) => {
  const optimizer = tf.train.sgd(learningRate), apply = optimizer.applyGradients.bind(optimizer);
  optimizer.applyGradients = (gradients) => {
    tf.keep(tf.scalar(1));
    apply(gradients);
  };
  return optimizer;
};

/** An optimizer that does nothing. */
export const lazy: Subject = ({ learningRate }) => tf.train.sgd(0 * learningRate);
