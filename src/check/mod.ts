/** Generates cases, judges them, shrinks, stores and replays failures. */
export * from "./case.ts";
export * from "./check_case.ts";
export * from "./check_stability.ts";
export * from "./known_defects.ts";
export * from "./options.ts";
export * from "./replay.ts";
export * from "./run_details.ts";
export * from "./shrink.ts";
export * from "./store.ts";
