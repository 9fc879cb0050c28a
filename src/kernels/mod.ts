/** One training step's loss and gradient on the device, and the choice of the device. */
export * from "./backend.ts";
export * from "./classifier.ts";
export * from "./classifier_shape.ts";
export * from "./device_steps.ts";
export * from "./kernel_for.ts";
export { type ClassifierTensors, RECURRENT_CLASSIFIER, recurrentClassifierLoss } from "./op.ts";
export * from "./read_back.ts";
export { referenceClassifier } from "./reference/classifier.ts";
