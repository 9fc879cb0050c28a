import * as tf from "@tensorflow/tfjs";

// Exported signatures name these in place of tfjs's own types: `deno doc --lint` takes a type of an npm package for a
// private one, and if it is exported again asks for the docs that tfjs lacks.

/** tf.Optimizer, the class that every optimizer extends, of the tfjs that trainings run on. */
export const Optimizer: (typeof tf)["Optimizer"] = tf.Optimizer;
/** An instance of tf.Optimizer. */
export type Optimizer = InstanceType<typeof Optimizer>;

/** A tf.Tensor. */
export type Tensor = ReturnType<(typeof tf)["tensor"]>;

/** Gradients by variable name, in either of the forms that tf.train takes. A variable without one has null. */
export type Gradients = Parameters<Optimizer["applyGradients"]>[0];

/** The numbers of an optimizer as tfjs serializes them: plain JSON. */
export type OptimizerConfig = ReturnType<Optimizer["getConfig"]>;
