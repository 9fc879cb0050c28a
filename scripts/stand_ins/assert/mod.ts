/**
 * A local stand-in for `jsr:@std/assert@^1`, for machines that cannot reach JSR: `links` in the root's deno.json makes
 * the canonical specifier resolve to it, and `deno unlink ./scripts/stand_ins/assert` switches to the real one.
 * It has the published signatures and semantics on top of node:assert, and only what the project uses: take out what
 * nothing imports, and add here, as published, what is missing. Messages differ. Maps, sets, errors and boxed values
 * are compared as node:assert does.
 *
 * @module
 */
export { AssertionError } from "./assertion_error.ts";
export { assertEquals, assertNotEquals, assertStrictEquals } from "./equality.ts";
export { assertAlmostEquals, assertGreater, assertGreaterOrEqual, assertLess, assertLessOrEqual } from "./numbers.ts";
export { assert, assertExists, assertInstanceOf, assertMatch, assertStringIncludes, fail } from "./conditions.ts";
export { assertRejects, assertThrows } from "./errors.ts";
