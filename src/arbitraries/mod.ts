/** Generates specs and training configs with fast-check, in a deliberate shrink order. */
export * from "./grids.ts";
export * from "./notches.ts";
export * from "./specs.ts";
export * from "./training_configs.ts";
