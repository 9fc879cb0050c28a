import type { CheckOptions } from "../check/mod.ts";
import { PROPERTIES } from "../stability/mod.ts";
import { assertStable } from "./assert_stable.ts";

/**
 * Registers a `Deno.test` with a step for each property. It fails if a property is violated, and if it is inconclusive:
 * interrupted, vacuous, or with too many cases that say nothing.
 *
 * @example An optimizer of one's own
 * ```ts ignore
 * import * as tf from "@tensorflow/tfjs";
 * import { stabilityTest } from "@steadfast/core";
 *
 * stabilityTest("my optimizer is stable", {
 *   optimizer: ({ learningRate }) => tf.train.adam(learningRate),
 * });
 * ```
 *
 * @param name of the test
 * @param options as for `checkStability`; the profile defaults to "ci", so the test gives the same answer every time
 */
export function stabilityTest(name: string, options: CheckOptions = {}): void {
  Deno.test(name, async (t) => {
    for (const property of options.properties ?? PROPERTIES.map(({ name }) => name)) {
      await t.step(property, async () => {
        // A module's own name says how to load it again.
        const named = options.module ?? name;
        await assertStable({ profile: "ci", name: named, ...options, properties: [property] });
      });
    }
  });
}
