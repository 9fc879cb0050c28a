import { AssertionError } from "@std/assert";
import { type CheckOptions, checkStability, type RunDetails } from "../check/mod.ts";
import { checkText } from "../report/mod.ts";

/**
 * Checks stability properties and throws if they do not all hold.
 *
 * @example A rule of tf.train
 * ```ts
 * import { assertStable } from "@steadfast/core";
 *
 * await assertStable({ optimizers: ["sgd"], properties: ["no-leak"], profile: "ci" });
 * ```
 *
 * @throws {AssertionError} with the whole report, if a property is violated or the result is inconclusive
 * @throws {InputError} if an option is not what it must be
 */
export async function assertStable(options: CheckOptions = {}): Promise<RunDetails> {
  const details = await checkStability(options);
  if (details.outcome !== "holds") throw new AssertionError(checkText(details));
  return details;
}
