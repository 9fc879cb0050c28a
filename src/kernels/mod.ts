/** One training step's loss and gradient on the device, and the choice of the device. */
export * from "./backend.ts";
export * from "./classifier.ts";
export * from "./classifier_shape.ts";
