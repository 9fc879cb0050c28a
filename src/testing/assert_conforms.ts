import { AssertionError } from "@std/assert";
import { type Candidate, checkConformance, type Conformance, type ConformanceOptions } from "../conformance/mod.ts";
import { conformanceText } from "../report/mod.ts";

/**
 * Checks that an optimizer keeps the laws of conformance, and throws if it does not.
 *
 * @example An optimizer that claims to be gradient descent
 * ```ts
 * import { assertConforms, subjectCandidate } from "@steadfast/core";
 * import * as tf from "@tensorflow/tfjs";
 *
 * const mine = subjectCandidate(({ learningRate }) => tf.train.sgd(learningRate), { name: "mine", like: "sgd" });
 * await assertConforms(mine, { backend: "cpu", runs: 20 });
 * ```
 *
 * @throws {AssertionError} with the whole report, if a law is violated or the check was interrupted
 * @throws {InputError} if an option is not what it must be
 */
export async function assertConforms(candidate: Candidate, options: ConformanceOptions = {}): Promise<Conformance> {
  const conformance = await checkConformance([candidate], options);
  if (conformance.outcome !== "holds") throw new AssertionError(conformanceText(conformance));
  return conformance;
}
