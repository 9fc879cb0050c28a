import { inspect } from "node:util";
import { AssertionError, withMessage } from "./assertion_error.ts";

/** Asserts that a value is truthy; `msg` is the whole message. */
export function assert(expr: unknown, msg = ""): asserts expr {
  if (!expr) throw new AssertionError(msg);
}

/** Asserts that a value is neither null nor undefined. */
export function assertExists<T>(actual: T, msg?: string): asserts actual is NonNullable<T> {
  if (actual !== undefined && actual !== null) return;
  throw withMessage(`Expected actual: ${actual} not to be null or undefined`, msg);
}

/** Any constructor. */
// deno-lint-ignore no-explicit-any
type AnyConstructor = abstract new (...args: any[]) => any;

/** Asserts that `actual instanceof expectedType`. */
export function assertInstanceOf<T extends AnyConstructor>(
  actual: unknown,
  expectedType: T,
  msg?: string,
): asserts actual is InstanceType<T> {
  if (actual instanceof expectedType) return;
  throw withMessage(`Expected ${inspect(actual)} to be an instance of ${expectedType.name}`, msg);
}

/** Asserts that a text matches a regular expression. */
export function assertMatch(actual: string, expected: RegExp, msg?: string): void {
  if (!expected.test(actual)) throw withMessage(`Expected actual: ${inspect(actual)} to match: ${expected}`, msg);
}

/** Asserts that a text contains another. */
export function assertStringIncludes(actual: string, expected: string, msg?: string): void {
  if (actual.includes(expected)) return;
  throw withMessage(`Expected actual: ${inspect(actual)} to contain: ${inspect(expected)}`, msg);
}

/** Fails at once. */
export function fail(msg?: string): never {
  throw withMessage("Failed assertion", msg);
}
