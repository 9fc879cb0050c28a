import { deepStrictEqual } from "node:assert/strict";
import { inspect, isDeepStrictEqual } from "node:util";
import { AssertionError, withMessage } from "./assertion_error.ts";

/** A difference of two long arrays is not read to its end. */
const MAX_DIFF_LINES = 60;

/**
 * Asserts that two values are deeply equal. As published: NaN equals NaN, 0 equals -0, a key that holds undefined is a
 * key, an object without a prototype equals a plain one.
 *
 * @throws {AssertionError} with the difference
 */
export function assertEquals<T>(actual: T, expected: T, msg?: string): void {
  if (equal(actual, expected)) return;
  throw new AssertionError(`${withMessage("Values are not equal", msg).message}\n${difference(actual, expected)}`);
}

/** Asserts that two values are not deeply equal, in the sense of {@linkcode assertEquals}. */
export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void {
  if (!equal(actual, expected)) return;
  throw withMessage(`Expected actual: ${inspect(actual)} not to be: ${inspect(expected)}`, msg);
}

/** Asserts that two values are the same by `Object.is`: NaN is NaN, 0 is not -0. */
export function assertStrictEquals<T>(actual: unknown, expected: T, msg?: string): asserts actual is T {
  if (Object.is(actual, expected)) return;
  throw withMessage(`Values are not strictly equal: ${inspect(actual)} is not ${inspect(expected)}`, msg);
}

/** node's equality where it is the published one; the rest is compared key by key. */
function equal(a: unknown, b: unknown): boolean {
  if (a === b || isDeepStrictEqual(a, b)) return true;
  if (!isKeyed(a) || !isKeyed(b) || prototypeOf(a) !== prototypeOf(b)) return false;
  const keys = Reflect.ownKeys({ ...a });
  return keys.length === Reflect.ownKeys({ ...b }).length &&
    keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}

/** Whether all that a value holds stands under its own keys. */
function isKeyed(value: unknown): value is Record<string | symbol, unknown> {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return true;
  return Object.prototype.toString.call(value) === "[object Object]";
}

const prototypeOf = (value: object): unknown => Object.getPrototypeOf(value) ?? Object.prototype;

function difference(actual: unknown, expected: unknown): string {
  try {
    deepStrictEqual(actual, expected);
  } catch (error) {
    const lines = (error as Error).message.trimEnd().split("\n").slice(1).filter((line) => line !== "");
    const rest = lines.length - MAX_DIFF_LINES;
    return lines.slice(0, MAX_DIFF_LINES).join("\n") + (rest > 0 ? `\n… ${rest} more lines` : "");
  }
  return "";
}
