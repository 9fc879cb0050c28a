import { AssertionError } from "@std/assert";
import { type CheckOptions, checkStability, type RunDetails } from "../check/mod.ts";
import { checkText, type CheckTextOptions } from "../report/mod.ts";

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
 * @param report what the report says besides
 * @throws {AssertionError} if a property is violated or the result is inconclusive, with what does not hold: the smallest
 *   failing config, what it shows, and one line that reproduces it
 * @throws {InputError} if an option is not what it must be
 */
export async function assertStable(options: CheckOptions = {}, report: CheckTextOptions = {}): Promise<RunDetails> {
  const details = await checkStability(options);
  if (details.outcome !== "holds") throw new AssertionError(checkText(details, { brief: true, ...report }));
  return details;
}
