import { InputError } from "../core/mod.ts";
import type { Optimizer } from "./optimizer.ts";

/**
 * Sets the learning rate of any optimizer from its next step on: by its method `setLearningRate` (tf.train.sgd and
 * tf.train.momentum, which keep the rate on the device; decorators, which pass it on), else by its property
 * `learningRate` (the rest of tf.train, which read it at each step).
 *
 * @throws {InputError} if it has neither of them, or the property is not a number or cannot be written
 */
export function setLearningRate(optimizer: Optimizer, rate: number): void {
  // tfjs declares the property protected.
  const target = optimizer as unknown as { setLearningRate?: unknown; learningRate?: unknown };
  if (typeof target.setLearningRate === "function") {
    target.setLearningRate(rate);
  } else if (typeof target.learningRate !== "number" || !Reflect.set(target, "learningRate", rate)) {
    throw new InputError(
      "optimizer.schedule",
      'must be {"kind": "constant"} for an optimizer whose rate cannot be set: give it a method setLearningRate(rate), ' +
        "or a property learningRate, a number that it reads at each step",
    );
  }
}
