/** Rules that tf.train lacks, and those of it that are not what was published, done right; all keep state by name. */
export * from "./adadelta.ts";
export * from "./adamax.ts";
export { AdamW } from "./adamw.ts";
export type { AdamConfig, AdamWConfig } from "./adamw.ts";
export * from "./amsgrad.ts";
export * from "./centered_rmsprop.ts";
export * from "./stateful.ts";
