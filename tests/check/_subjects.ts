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

/** Gradient descent in steps so small that a fall is often too small to be seen. */
export const timid: Subject = ({ learningRate }) => tf.train.sgd(1e-6 * learningRate);

/** Blocks its thread for good in a training of more than 20 steps, without keeping a core busy. */
export const hanging: Subject = inLong(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));

/** Lets a promise fail that nobody waits for, likewise. */
export const forgetful: Subject = inLong(() => void Promise.reject(new RangeError("forgotten")));

/** Ends what it runs in, likewise. */
export const exiting: Subject = inLong(() => Deno.exit(0));

/** Throws, likewise. */
export const throwing: Subject = inLong(() => {
  throw new RangeError("out of luck");
});

/** Hangs as soon as it is made. */
export const stuck: Subject = (spec) => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  return plain(spec);
};

/** Gradient descent that does something else in trainings of more than 20 steps. */
function inLong(act: () => void): Subject {
  return (spec) => {
    const optimizer = plain(spec), apply = optimizer.applyGradients.bind(optimizer);
    optimizer.applyGradients = (gradients) => {
      if (spec.steps > 20) act();
      apply(gradients);
    };
    return optimizer;
  };
}

/** A subject of this module as `URL#EXPORT`. */
export function moduleOf(name: string): string {
  return `${import.meta.url}#${name}`;
}
