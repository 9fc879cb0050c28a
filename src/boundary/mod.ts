/** The largest stable learning rate of a config, measured, beside theory. */
export * from "./boundary.ts";
export type { Outcome, RateRun } from "./rate_run.ts";
