/** Generates specs and training configs with fast-check, in a deliberate shrink order. */
export type { ConfigOptions } from "./config_options.ts";
export { type Field, fieldsOf } from "./fields.ts";
export * from "./grids.ts";
export { notches } from "./notches.ts";
export { SEEDS, type Simpler, simplerConfigs, stepsWithin } from "./simpler.ts";
export { quadraticSpecs } from "./quadratic_configs.ts";
export { datasetSpecs, modelSpecs, optimizerSpecs, rates, scheduleSpecs } from "./specs.ts";
export * from "./training_configs.ts";
