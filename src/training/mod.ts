/** Trains a recurrent classifier by a config and records a trace. */
export * from "./train.ts";
