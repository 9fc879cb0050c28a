import type * as tf from "@tensorflow/tfjs";
import type { ClassifierShape } from "../classifier_shape.ts";

/** One evaluation: what the programs are made for and work on. */
export interface Task {
  shape: ClassifierShape;
  /** `[n]`, as `parameterLayout` says. */
  parameters: tf.TensorInfo;
  /** `[size, length, features]` */
  inputs: tf.TensorInfo;
  /** `[size, classes]` */
  labels: tf.TensorInfo;
  size: number;
  length: number;
  /** Whether the backward pass is wanted. */
  gradient: boolean;
}
