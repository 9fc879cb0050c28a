import * as tf from "@tensorflow/tfjs";
import type { Subject } from "../../mod.ts";

/** Gradient descent. */
export const plain: Subject = ({ learningRate }) => tf.train.sgd(learningRate);

/** Makes no optimizer. */
export const nothing = (): unknown => ({});

/** Promises one. */
export const promised = async (): Promise<unknown> => await Promise.resolve(tf.train.sgd(1));

/** Cannot be made. */
export function broken(): never {
  throw new Error("cannot be made\x1b[31m\nfor a second line of reasons");
}

/** Fails at its first step. */
export const failing: Subject = ({ learningRate }) => {
  const optimizer = tf.train.sgd(learningRate);
  optimizer.applyGradients = () => {
    throw new Error("cannot step");
  };
  return optimizer;
};

/** No function. */
export const number = 3;
