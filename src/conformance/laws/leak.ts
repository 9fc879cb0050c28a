import * as tf from "@tensorflow/tfjs";
import type { Optimizer } from "../../optimizers/mod.ts";
import { HOLDS, type Law, samePath } from "../law.ts";
import { trials } from "../trial.ts";
import { givenOf, pathOf, Walk, withOptimizer } from "../walk.ts";

/** Tensors are made once and disposed of. */
export const leak: Law = {
  name: "leak",
  statement: "No step after the first leaves a tensor more, and none is left once the optimizer is disposed of.",
  trials: trials({ steps: [1, 2, 3, 4], weights: [1, 2] }),
  judge: ({ make }, trial) => {
    const before = tf.memory().numTensors, walk = Walk.of(trial, "each"), optimizer = make(trial.rate);
    const counts = trial.gradients.map((row) => {
      walk.step(optimizer, givenOf(row, "each"));
      return tf.memory().numTensors;
    });
    walk.dispose();
    optimizer.dispose?.();
    const left = tf.memory().numTensors - before, more = counts.findIndex((count) => count !== counts[0]);
    if (more >= 0) {
      const seen = `${counts[more] - counts[0]} tensors more after step ${more + 1}`;
      return Promise.resolve({ holds: false, seen, expected: "none more" });
    }
    const seen = `${left} tensors left after dispose`;
    return Promise.resolve(left === 0 ? HOLDS : { holds: false, seen, expected: "none" });
  },
};

/** State survives a tf.tidy around it. */
export const tidy: Law = {
  name: "tidy",
  statement:
    "Made and led inside a tf.tidy, an optimizer goes the same way to the bit: the tidy takes nothing that it keeps.",
  trials: trials({ steps: [1, 2, 3, 6] }),
  judge: async (candidate, trial) => {
    const make = (rate: number) => {
      let optimizer: Optimizer;
      tf.tidy(() => void (optimizer = candidate.make(rate)));
      return optimizer!;
    };
    const expected = await pathOf(candidate, trial);
    const seen = await withOptimizer(make(trial.rate), async (optimizer) => {
      const walk = Walk.of(trial), path: number[][] = [];
      try {
        for (const row of trial.gradients) {
          tf.tidy(() => walk.step(optimizer, givenOf(row, "one")));
          path.push(await walk.read());
        }
      } finally {
        walk.dispose();
      }
      return path;
    });
    return samePath(seen, expected, ", made and led inside a tf.tidy");
  },
};
