/** The largest stable learning rate of a config, measured, beside theory. */
export * from "./boundary.ts";
export type { RateRun } from "./rate_run.ts";
export type { Outcome } from "./trend.ts";
