import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError, type ScheduleSpec } from "../../src/core/mod.ts";
import {
  ClipByGlobalNorm,
  ClipByValue,
  makeOptimizer,
  rateFactor,
  Scheduled,
  setLearningRate,
} from "../../src/optimizers/mod.ts";
import { RULES } from "./_rules.ts";
import { BACKENDS, descend, Recorder, specOf, use } from "./_support.ts";

/** Falls fast and by factors that no other schedule has, so that a rate of the wrong step shows. */
const HALVING: ScheduleSpec = { kind: "step", every: 1, factor: 0.5 };
const WARM_UP: ScheduleSpec = { kind: "warm-up", steps: 3 };

for (const backend of BACKENDS) {
  for (const { rule, update } of RULES) {
    Deno.test(`${rule.kind} on ${backend}: every step has the schedule's rate, within 2e-6`, async () => {
      await use(backend);
      for (const schedule of [HALVING, WARM_UP]) {
        const optimizer = makeOptimizer(specOf(rule, { schedule }), { steps: 4 });
        const gradients = [0.5, -0.25, 0.75, 0.5];
        const path = descend(optimizer, { gradients: gradients.map((g) => [g]) });
        optimizer.dispose();
        const next = update();
        let weight = 0;
        path.forEach(([actual], step) => {
          const change = next(gradients[step], 0.1 * rateFactor(schedule, step, 4), weight);
          weight -= change;
          assert(Number.isFinite(actual));
          assertAlmostEquals(actual, weight, 2e-6 * (Math.abs(weight) + Math.abs(change)), `step ${step}`);
        });
      }
    });
  }
}

const STEPS = 3, GRADIENTS = [[4], [4], [4]];

Deno.test("clipping composes with a schedule around it and inside it, to the same steps", async () => {
  await use("cpu");
  const schedule = (inner: tf.Optimizer) => new Scheduled(inner, { learningRate: 1, schedule: HALVING, steps: STEPS });
  const optimizers = [
    schedule(new ClipByValue(tf.train.sgd(9), 2)),
    new ClipByValue(schedule(tf.train.sgd(9)), 2),
    schedule(new ClipByGlobalNorm(tf.train.momentum(9, 0), 2)),
    new ClipByGlobalNorm(schedule(new ClipByValue(tf.train.adagrad(9, 0), 3)), 2),
  ];
  const paths = optimizers.map((optimizer) => descend(optimizer, { gradients: GRADIENTS }).map(([x]) => x));
  for (const path of paths.slice(0, 3)) assertEquals(path, [-2, -3, -3.5]);
  // Adagrad from 0: 2 over the root of 4, 8, 12.
  const roots = [1, 1 + 0.5 / Math.sqrt(2), 1 + 0.5 / Math.sqrt(2) + 0.25 / Math.sqrt(3)];
  paths[3].forEach((x, step) => assertAlmostEquals(x, -roots[step], 1e-6));
  optimizers.forEach((optimizer) => optimizer.dispose());
});

Deno.test("a schedule around a schedule: the factors multiply", async () => {
  await use("cpu");
  const inside = new Scheduled(tf.train.sgd(9), { learningRate: 9, schedule: HALVING, steps: STEPS });
  const outside = new Scheduled(inside, { learningRate: 1, schedule: HALVING, steps: STEPS });
  assertEquals(descend(outside, { gradients: GRADIENTS }).map(([x]) => x), [-4, -5, -5.25]);
  outside.dispose();
});

Deno.test("setLearningRate on a schedule changes what its factor multiplies", async () => {
  await use("cpu");
  const optimizer = new Scheduled(tf.train.sgd(1), { learningRate: 1, schedule: HALVING, steps: STEPS });
  descend(optimizer, { gradients: [[1]] });
  setLearningRate(optimizer, 8);
  assertEquals(descend(optimizer, { gradients: [[1], [1]] }).map(([x]) => x), [-4, -6]);
  optimizer.dispose();
});

Deno.test("an optimizer from outside that counts no iterations is scheduled all the same", () => {
  const subject = Object.assign(new Recorder(), { learningRate: 1 });
  const optimizer = new Scheduled(subject, { learningRate: 1, schedule: HALVING, steps: STEPS });
  const rates = GRADIENTS.map(() => {
    optimizer.applyGradients([]);
    return subject.learningRate;
  });
  assertEquals(rates, [1, 0.5, 0.25]);
});

Deno.test("an optimizer whose rate cannot be set is refused at once, not at its first step", () => {
  assertThrows(
    () => new Scheduled(new Recorder(), { learningRate: 1, schedule: HALVING, steps: STEPS }),
    InputError,
    "optimizer.schedule: must be",
  );
});
