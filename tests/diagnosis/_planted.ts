import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals, assertGreater, assertLess } from "@std/assert";
import {
  type ClassifierConfig,
  type Finding,
  type Mechanism,
  parseTrainingConfig,
  type TrainingConfig,
} from "../../src/core/mod.ts";
import type { Subject } from "../../src/optimizers/mod.ts";
import { at, quadraticConfig } from "./_observation.ts";

/** 16 short sequences of 2 classes. */
export function classifier(
  optimizer: object,
  { data, model, ...rest }: { data?: object; model?: object; steps?: number } = {},
): ClassifierConfig {
  return parseTrainingConfig({
    steps: 100,
    optimizer,
    data: { samples: 16, length: 8, classes: 2, ...data },
    model: { units: 6, ...model },
    ...rest,
  });
}

/** Gradient descent that goes uphill after step 50. */
const turning: Subject = ({ learningRate }) => {
  const optimizer = tf.train.sgd(learningRate), apply = optimizer.applyGradients.bind(optimizer);
  let steps = 0;
  optimizer.applyGradients = (gradients) => {
    if (++steps === 51) optimizer.setLearningRate(-learningRate);
    apply(gradients);
  };
  return optimizer;
};

/** A config with the cause that it was given, and what it takes. */
export interface Planted {
  says: string;
  config: TrainingConfig;
  cause: Mechanism;
  /** Whether the cause must be proven; else it is supported or proven. */
  proven: boolean;
  subject?: Subject;
  /** What else must hold of the finding. */
  check?: (finding: Finding) => void;
}

/** A cause each, in short trainings. */
export const PLANTED: Planted[] = [
  {
    says: "gradient descent at 1.2 times the bound of a quadratic",
    config: quadraticConfig(at(2.4)),
    cause: "rate-above-bound",
    proven: true,
    check({ evidence, cures }) {
      assertAlmostEquals(evidence.predictedBound as number / 2, 1, 0.05);
      assertAlmostEquals(evidence.stabilityRatio as number, 1.2, 0.05);
      assertEquals([evidence.rate, evidence.crossedAtStep], [2.4, 0]);
      const { learningRate } = cures.at(-1)!.config.optimizer;
      assert("absolute" in learningRate && learningRate.absolute < 2);
    },
  },
  {
    says: "momentum 1.05 on a quadratic",
    config: quadraticConfig(at(0.05, "momentum", { momentum: 1.05 })),
    cause: "momentum",
    proven: true,
    check: ({ evidence }) => assertEquals(evidence.momentum, 1.05),
  },
  {
    says: "momentum 1.05 on a classifier",
    config: classifier(at(0.01, "momentum", { momentum: 1.05 })),
    cause: "momentum",
    proven: true,
  },
  {
    says: "a schedule that takes the rate from .6 to 18 times the bound",
    config: quadraticConfig(at(0.3, "sgd", { schedule: { kind: "exponential", factor: 30 } }), { steps: 100 }),
    cause: "schedule",
    proven: false,
    check: ({ evidence }) => assertGreater(evidence.factorAtOnset as number, 2 / 0.3),
  },
  {
    says: "label rows that sum to 2",
    config: classifier(at(0.02, "adam"), { data: { labels: { kind: "mass", mass: 2, share: 1 } } }),
    cause: "label-mass",
    proven: false,
    check: ({ evidence }) => assertEquals([evidence.rows, evidence.rowsOff, evidence.largestSum], [16, 16, 2]),
  },
  {
    says: "half of the labels at the other class",
    config: classifier(at(0.01, "adam"), {
      data: { samples: 128, length: 6, labels: { kind: "wrong", share: 0.5 } },
      model: { cell: "gru" },
      steps: 60,
    }),
    cause: "wrong-labels",
    proven: false,
    check: ({ evidence }) => assertEquals([evidence.samples, evidence.share], [128, 0.5]),
  },
  {
    says: "an optimizer that goes uphill after step 50",
    config: quadraticConfig(at(0.3, "subject", { name: "turning", like: "sgd" }), { steps: 100 }),
    subject: turning,
    cause: "optimizer-implementation",
    proven: true,
    check({ evidence }) {
      assertEquals(evidence.firstStep, 50);
      assertAlmostEquals(evidence.worstDistance as number, 2, 1e-3);
    },
  },
  {
    says: "tf.train.rmsprop(centered), which is NaN at once",
    config: classifier(at(0.01, "rmsprop-centered"), { steps: 40 }),
    cause: "optimizer-implementation",
    proven: true,
    check: ({ evidence }) => assertEquals(evidence.firstStep, 0),
  },
  {
    says: "epsilon 1",
    config: classifier(at(0.01, "adam", { epsilon: 1 })),
    cause: "epsilon-too-large",
    proven: false,
    check: ({ evidence }) => assertLess(evidence.medianPreconditioner as number, 2),
  },
];
