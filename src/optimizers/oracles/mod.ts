/** The update rules in float64, each written once from its paper, and the conventions in which they were published. */
export * from "./adadelta.ts";
export * from "./adagrad.ts";
export * from "./adam.ts";
export * from "./adamax.ts";
export * from "./adamw.ts";
export * from "./amsgrad.ts";
export * from "./conventions.ts";
export * from "./momentum.ts";
export * from "./nesterov.ts";
export * from "./oracle.ts";
export * from "./rmsprop.ts";
export * from "./sgd.ts";
