/** Generates cases, judges them, shrinks, explains, stores and replays failures. */
export { runCase } from "./case.ts";
export * from "./check_case.ts";
export * from "./check_stability.ts";
export { MAX_JOBS } from "./jobs.ts";
export { type CheckOptions } from "./options.ts";
export { EFFORT, type Effort, type Labels, type ProfileName, PROFILES } from "./profiles.ts";
export { readOwnData } from "./read_own_data.ts";
export { type Departure, type Replay, replay, type ReplayOptions } from "./replay.ts";
export * from "./run_details.ts";
export { storedFailures, storeFailure, type UnreadFile, writeNew, writeWhole } from "./store.ts";
export { loadProblem, loadSubject } from "./modules.ts";
