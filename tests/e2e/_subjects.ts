import * as tf from "@tensorflow/tfjs";
import type { Subject } from "../../mod.ts";

/** Gradient descent that goes uphill. */
export const flipped: Subject = ({ learningRate }) => tf.train.sgd(-learningRate);

/** The same, in no hurry: 20 ms a step, each of which it tells on standard error. */
export const slow: Subject = (spec) => {
  const optimizer = flipped(spec), apply = optimizer.applyGradients.bind(optimizer);
  optimizer.applyGradients = (gradients) => {
    console.error("a step");
    for (const end = performance.now() + 20; performance.now() < end;);
    apply(gradients);
  };
  return optimizer;
};

/** Makes no optimizer. */
export const nothing = (): unknown => ({});

/** Gradient descent that blocks its thread for good in a training of more than 20 steps, and says so. */
export const hanging: Subject = ({ learningRate, steps }) => {
  const optimizer = tf.train.sgd(learningRate), apply = optimizer.applyGradients.bind(optimizer);
  optimizer.applyGradients = (gradients) => {
    if (steps > 20) {
      console.error("hangs now");
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }
    apply(gradients);
  };
  return optimizer;
};
