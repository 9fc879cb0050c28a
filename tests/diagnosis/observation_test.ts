import { assert, assertAlmostEquals, assertEquals, assertGreater, assertLess } from "@std/assert";
import { measured, parseTrainingConfig, type TrainingConfig } from "../../src/core/mod.ts";
import { Laboratory } from "../../src/diagnosis/laboratory.ts";
import { observe } from "../../src/diagnosis/observation.ts";
import { at, quadraticConfig } from "./_observation.ts";

async function observed(config: TrainingConfig) {
  const lab = new Laboratory({ backend: "wasm" }), outcome = await lab.run({ config });
  return { ...await observe(config, outcome, lab), lab };
}

Deno.test("ratios are finite, one a step at most, in step order, the first steps all among them, and none long after the onset", async () => {
  const { ratios, onset } = await observed(quadraticConfig(at(2.008), { steps: 1000 }));
  const steps = ratios.map(({ step }) => step);
  assertEquals(steps, [...new Set(steps)].sort((a, b) => a - b));
  assertEquals(steps.slice(0, 8), [0, 1, 2, 3, 4, 5, 6, 7]);
  assertGreater(onset, steps.length);
  assertLess(steps.at(-1)!, 1.2 * onset + 5);
  for (const { pi, rate, curvature, preconditioner, bound } of ratios) {
    assertAlmostEquals(pi, 1.004, 1e-3);
    assertAlmostEquals(pi, rate * curvature / (preconditioner * bound), 1e-9);
  }
});

Deno.test("a run without progress is observed to its end", async () => {
  const { onset, outcome, ratios } = await observed(quadraticConfig(at(1e-6)));
  assertEquals([outcome.truth.judgement, onset, ratios.at(-1)!.step], ["no-progress", 60, 60]);
});

Deno.test("a preconditioner is known once there is one; what the inputs do, of recurrent nets, at both ends", async () => {
  const adam = await observed(parseTrainingConfig({ steps: 40, data: { length: 5 }, optimizer: at(0.01, "adam") }));
  assertGreater(adam.preconditioners[0].step, 0);
  const trace = await adam.lab.train({ config: adam.config }, [{ name: "preconditioner", every: 1 }]);
  for (const { step, median } of adam.preconditioners) {
    const [least, lower, middle, upper, largest] = measured(trace, "preconditioner").find((at) =>
      at.step === step
    )!.values;
    assert(0 <= least && least <= lower && lower <= median && median <= upper && upper <= largest);
    assertEquals(median, middle);
  }
  const [{ values: [, lower, middle, upper] }] = measured(trace, "preconditioner").slice(-1);
  assert(lower < middle && middle < upper);
  assertEquals([adam.sensitivity.start.length, adam.sensitivity.end.length], [5, 5]);
  assert(adam.sensitivity.start.some((value, t) => value !== adam.sensitivity.end[t]));
  const plain = await observed(quadraticConfig(at(2.4)));
  assertEquals([plain.sensitivity, new Set(plain.preconditioners.map(({ median }) => median))], [
    { start: [], end: [] },
    new Set([1]),
  ]);
});

Deno.test("of an optimizer that nobody knows there are no ratios and no preconditioners", async () => {
  const centered = parseTrainingConfig({ steps: 20, optimizer: at(0.01, "rmsprop-centered") });
  const { ratios, preconditioners } = await observed(centered);
  assertEquals([ratios, preconditioners], [[], []]);
});
