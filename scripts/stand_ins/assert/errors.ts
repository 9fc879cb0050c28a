import { withMessage } from "./assertion_error.ts";

/** Any constructor of an error. */
// deno-lint-ignore no-explicit-any
type ErrorClass<E extends Error> = abstract new (...args: any[]) => E;

/** Asserts that a function throws; returns what it threw. */
export function assertThrows(fn: () => unknown, msg?: string): unknown;
/** Asserts that a function throws an error of a class whose message includes a text; returns the error. */
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  ErrorClass: ErrorClass<E>,
  msgIncludes?: string,
  msg?: string,
): E;
export function assertThrows(
  fn: () => unknown,
  classOrMsg?: ErrorClass<Error> | string,
  msgIncludes?: string,
  msg?: string,
): unknown {
  let thrown: unknown;
  try {
    fn();
  } catch (error) {
    thrown = error;
    return checked(thrown, classOrMsg, msgIncludes, msg);
  }
  throw withMessage("Expected function to throw", typeof classOrMsg === "string" ? classOrMsg : msg);
}

/** Asserts that a promise-returning function rejects; returns the reason. */
export function assertRejects(fn: () => PromiseLike<unknown>, msg?: string): Promise<unknown>;
/** Asserts that it rejects with an error of a class whose message includes a text; returns the error. */
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: ErrorClass<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;
export async function assertRejects(
  fn: () => PromiseLike<unknown>,
  classOrMsg?: ErrorClass<Error> | string,
  msgIncludes?: string,
  msg?: string,
): Promise<unknown> {
  const text = typeof classOrMsg === "string" ? classOrMsg : msg;
  let promise: PromiseLike<unknown>;
  try {
    promise = fn();
  } catch (error) {
    throw Object.assign(withMessage("Function throws when expected to reject", text), { cause: error });
  }
  try {
    await promise;
  } catch (error) {
    return checked(error, classOrMsg, msgIncludes, msg);
  }
  throw withMessage("Expected function to reject", text);
}

function checked(
  error: unknown,
  classOrMsg: ErrorClass<Error> | string | undefined,
  msgIncludes?: string,
  msg?: string,
): unknown {
  if (typeof classOrMsg !== "function") return error;
  if (!(error instanceof Error)) throw withMessage("A non-Error object was thrown or rejected", msg);
  if (!(error instanceof classOrMsg)) {
    throw withMessage(`Expected error to be instance of ${classOrMsg.name}, but was ${(error as Error).name}`, msg);
  }
  if (msgIncludes && !error.message.includes(msgIncludes)) {
    const texts = [msgIncludes, error.message].map((text) => JSON.stringify(text));
    throw withMessage(`Expected error message to include ${texts[0]}, but got ${texts[1]}`, msg);
  }
  return error;
}
