import { assertEquals, assertGreater, assertLess } from "@std/assert";
import { parseTrainingConfig, type TrainingConfig } from "../../src/core/mod.ts";
import { Laboratory } from "../../src/diagnosis/laboratory.ts";
import { oscillation } from "../../src/diagnosis/oscillation.ts";
import { at, observationOf, quadraticConfig } from "./_observation.ts";

const observe = async (config: TrainingConfig, from = 0) => {
  const lab = new Laboratory({ backend: "wasm" });
  return { ...await oscillation(observationOf([], { onset: 30, config }), from, lab), steps: lab.tally.steps };
};

/** What is seen of 16 steps, and no step more. */
const seen = (from: number, turned: number) => ({ pairs: 15, turned, steps: from + 16 });

Deno.test("gradient descent on a quadratic turns at each step past the bound, and at none below half of it", async () => {
  for (const from of [0, 7]) {
    for (const rate of [2.02, 2.4]) assertEquals(await observe(quadraticConfig(at(rate)), from), seen(from, 15));
    for (const rate of [0.02, 0.5]) assertEquals(await observe(quadraticConfig(at(rate)), from), seen(from, 0));
  }
  // Between them 1 - rate x curvature is negative, and the swing dies away.
  assertEquals(await observe(quadraticConfig(at(1.5))), seen(0, 15));
});

Deno.test("a recurrent classifier turns in most steps from where its ratio passes 1; far below it does not", async () => {
  const config = (rate: number) =>
    parseTrainingConfig({
      optimizer: at(rate),
      steps: 60,
      data: { samples: 16, length: 6, classes: 2 },
      model: { units: 6 },
    });
  // Measured at each step, the ratio is .9 at step 10 and 1.1 at step 11.
  const past = await observe(config(1), 11), below = await observe(config(0.02), 11);
  assertGreater(past.turned, 0.8 * past.pairs);
  assertLess(below.turned, 0.2 * below.pairs);
});

Deno.test("the end of the run ends it: after the last update there is no gradient", async () => {
  assertEquals(await observe(quadraticConfig(at(2.4), { steps: 10 }), 4), { pairs: 5, turned: 5, steps: 10 });
  assertEquals(await observe(quadraticConfig(at(2.4), { steps: 10 }), 9), { pairs: 0, turned: 0, steps: 10 });
});

Deno.test("steps of which nothing is known do not count: the first of Adam, which has no preconditioner yet", async () => {
  assertEquals((await observe(quadraticConfig(at(0.01, "adam")))).pairs, 14);
});
