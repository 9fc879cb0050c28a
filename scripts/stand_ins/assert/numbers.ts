import { inspect } from "node:util";
import { AssertionError, withMessage } from "./assertion_error.ts";

/**
 * Asserts that `|expected - actual| <= tolerance`, or that both are the same by `Object.is` (so NaN is close to NaN).
 *
 * @param tolerance absolute; by default 1e-7 of `|expected|`, and 1e-7 where that is not finite
 */
export function assertAlmostEquals(actual: number, expected: number, tolerance?: number, msg?: string): void {
  if (Object.is(actual, expected)) return;
  const allowed = tolerance ?? (Number.isFinite(expected) ? Math.abs(expected * 1e-7) : 1e-7);
  const delta = Math.abs(expected - actual);
  if (delta <= allowed) return;
  throw withMessage(`Expected actual: ${actual} to be close to ${expected}: delta ${delta} exceeds ${allowed}`, msg);
}

/** Asserts that `actual > expected`. A message replaces the text. */
export function assertGreater<T>(actual: T, expected: T, msg?: string): void {
  if (!(actual > expected)) throw misordered(actual, ">", expected, msg);
}

/** Asserts that `actual >= expected`. A message replaces the text. */
export function assertGreaterOrEqual<T>(actual: T, expected: T, msg?: string): void {
  if (!(actual >= expected)) throw misordered(actual, ">=", expected, msg);
}

/** Asserts that `actual < expected`. A message replaces the text. */
export function assertLess<T>(actual: T, expected: T, msg?: string): void {
  if (!(actual < expected)) throw misordered(actual, "<", expected, msg);
}

/** Asserts that `actual <= expected`. A message replaces the text. */
export function assertLessOrEqual<T>(actual: T, expected: T, msg?: string): void {
  if (!(actual <= expected)) throw misordered(actual, "<=", expected, msg);
}

function misordered(actual: unknown, relation: string, expected: unknown, msg?: string): AssertionError {
  return new AssertionError(msg ?? `Expect ${inspect(actual)} ${relation} ${inspect(expected)}`);
}
