import * as tf from "@tensorflow/tfjs";
import { type Law, sameBits, samePath } from "../law.ts";
import { trials } from "../trial.ts";
import { pathOf, Walk, withOptimizer } from "../walk.ts";

/** `minimize` differentiates, and makes the step that applyGradients makes. */
export const minimize: Law = {
  name: "minimize",
  statement:
    "Minimising the sum of g w goes the same way to the bit as being given the gradients g, and returns the cost.",
  trials: trials({ steps: [1, 2, 3, 4], values: [1, 0, -1, 0.5, 2, -4, 0.125] }),
  judge: async (candidate, trial) => {
    const costs: number[] = [], sums: number[] = [];
    const seen = await withOptimizer(candidate.make(trial.rate), async (optimizer) => {
      const walk = Walk.of(trial, "each"), path: number[][] = [];
      for (const row of trial.gradients) {
        sums.push(
          Math.fround((await walk.read()).reduce((sum, w, i) => Math.fround(sum + Math.fround(w * row[i])), 0)),
        );
        const cost = optimizer.minimize(
          () => tf.tidy(() => tf.addN(walk.variables.map((w, i) => tf.mul(w, row[i]).sum())) as tf.Scalar),
          true,
          [...walk.variables],
        )!;
        costs.push((await cost.data())[0]);
        cost.dispose();
        path.push(await walk.read());
      }
      walk.dispose();
      return path;
    });
    const finding = samePath(seen, await pathOf(candidate, trial, { layout: "each" }), " of minimize");
    return finding.holds ? sameBits(costs.map(positiveZero), sums.map(positiveZero), "of the costs") : finding;
  },
};

/** A sum of zeros may have either sign. */
const positiveZero = (value: number) => value + 0;
