import * as tf from "@tensorflow/tfjs";
import { fromFunction, fromLayersModel, type Problem } from "../../mod.ts";

/** x^2 + 4 y^2 from (1, 1): sharpness 8. */
export const bowl = (): Problem =>
  fromFunction({ start: [1, 1], loss: (x, y) => tf.add(tf.square(x), tf.mul(4, tf.square(y))) });

/** The same, so low that its least value is below 0. */
export const sunken = (): Problem =>
  fromFunction({ start: [1, 1], loss: (x, y) => tf.sub(tf.add(tf.square(x), tf.square(y)), 3) });

/** 1 / (1 + x^2) from near its top: no curvature there is positive. */
export const hilltop = (): Problem =>
  fromFunction({ start: [0.1], loss: (x) => tf.reciprocal(tf.add(1, tf.square(x))) });

/** Predicts y = 2 x from 20 points. */
export const line = fromLayersModel(
  () => tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] }),
  { loss: "meanSquaredError", data: { inputs: points(1), labels: points(2) } },
);

/** No problem. */
export const nothing = (): unknown => ({});

function points(slope: number): number[][] {
  return Array.from({ length: 20 }, (_, i) => [slope * (i - 10) / 10]);
}
