/** Stability as an assertion and as a test. */
export * from "./assert_stable.ts";
export * from "./stability_test.ts";
