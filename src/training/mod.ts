/** Trains a recurrent classifier by a config and records a trace. */
export * from "./problem.ts";
export * from "./quantities/mod.ts";
export * from "./train.ts";
