/** Stability and conformance as assertions and tests. */
export * from "./assert_conforms.ts";
export * from "./assert_stable.ts";
export * from "./stability_test.ts";
