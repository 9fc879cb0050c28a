import { assertAlmostEquals } from "@std/assert";
import type { Problem } from "../../../src/training/mod.ts";

/** Asserts that a problem's gradient is the slope of its loss: central differences in every coordinate. */
export async function assertTrueGradient(problem: Problem, { bound }: { bound: number }): Promise<void> {
  const { initial: weights, full } = problem, { gradient } = await problem.evaluate(weights, full), h = 2 ** -8;
  const largest = Math.max(...gradient.map(Math.abs));
  for (let i = 0; i < weights.length; i++) {
    const losses: number[] = [];
    for (const sign of [1, -1]) {
      const moved = weights.slice();
      moved[i] = Math.fround(moved[i] + sign * h);
      losses.push((await problem.evaluate(moved, full, { gradient: false })).loss);
    }
    const gone = Math.fround(weights[i] + h) - Math.fround(weights[i] - h);
    assertAlmostEquals((losses[0] - losses[1]) / gone, gradient[i], bound * largest, `weight ${i}`);
  }
}
