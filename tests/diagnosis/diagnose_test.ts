import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals, assertGreater, assertLess } from "@std/assert";
import {
  type Diagnosis,
  type Finding,
  type Mechanism,
  MECHANISMS,
  parseTrainingConfig,
  type TrainingConfig,
} from "../../src/core/mod.ts";
import { diagnose, type DiagnoseOptions } from "../../src/diagnosis/mod.ts";
import type { Subject } from "../../src/optimizers/mod.ts";
import { at, quadraticConfig } from "./_observation.ts";

/** 16 short sequences of 2 classes. */
function classifier(
  optimizer: object,
  { data, model, ...rest }: { data?: object; model?: object; steps?: number } = {},
) {
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
interface Planted {
  says: string;
  config: TrainingConfig;
  cause: Mechanism;
  /** Whether the cause must be proven; else it is supported or proven. */
  proven: boolean;
  subject?: Subject;
  /** What else must hold of the finding. */
  check?: (finding: Finding) => void;
}

const LABELS = (labels: object) => ({ data: { samples: 128, length: 6, labels }, model: { cell: "gru" }, steps: 60 });

const PLANTED: Planted[] = [
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
    config: classifier(at(0.01, "adam"), LABELS({ kind: "wrong", share: 0.5 })),
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

const run = (config: TrainingConfig, options: DiagnoseOptions = {}) =>
  diagnose(config, { backend: "wasm", ...options });

/** Made anew by the tests that look at it in another way. */
const found = new Map<string, Diagnosis>();

for (const { says, config, cause, proven, subject, check } of PLANTED) {
  Deno.test(`${says}: ${cause}, ${proven ? "proven" : "supported or proven"}`, async () => {
    const diagnosis = await run(config, { subject }), { findings, standing, mechanism } = diagnosis;
    found.set(says, diagnosis);
    assertEquals(mechanism, cause);
    assert(standing === "proven" || !proven && standing === "supported", `${standing}`);
    assertEquals(findings.map(({ mechanism }) => mechanism).sort(), [...MECHANISMS].sort());
    const [first, ...others] = findings;
    assertEquals([first.mechanism, first.standing], [cause, standing]);
    assert(others.every(({ standing }) => standing !== "proven"));
    const cure = first.cures.find(({ outcome }) => outcome === "cured")!;
    assert(cure.holds && cure.cured.failed <= 1 && cure.cured.runs === 10);
    if (standing === "proven") assertGreater(cure.uncured.failed, 7);
    check?.(first);
    const { uncured, cured } = diagnosis.curves;
    assertEquals(uncured.step.length, uncured.loss.length);
    assertGreater(cured!.step.length, 1);
    assertGreater(diagnosis.tally.trainings, 20);
  });

  Deno.test(`${says}: the diagnosis is the same after JSON`, async () => {
    const diagnosis = found.get(says) ?? await run(config, { subject });
    assertEquals(JSON.parse(JSON.stringify(diagnosis)), diagnosis);
  });
}

Deno.test("two calls give the same diagnosis", async () => {
  const { config, subject } = PLANTED.find(({ cause }) => cause === "optimizer-implementation")!;
  assertEquals(await run(config, { subject }), await run(config, { subject }));
});

Deno.test("a stable run has no mechanism, no finding and no note", async () => {
  for (const config of [quadraticConfig(at(1)), classifier(at(0.05), { steps: 200 })]) {
    const { failure, mechanism, standing, findings, notes, cut, curves } = await run(config);
    assertEquals([mechanism, standing, findings, notes, cut], [null, "unknown", [], [], undefined]);
    assertEquals([failure.judgement, failure.onset, curves.cured], ["stable", null, undefined]);
  }
});

Deno.test("a stable run that was above the bound is told in a note, and is no defect", async () => {
  const { failure, mechanism, findings, notes } = await run(classifier(at(0.2)));
  assertEquals([failure.judgement, mechanism, findings], ["stable", null, []]);
  assertEquals(notes.length, 1);
  assert(notes[0].includes("No defect"), notes[0]);
});

Deno.test("an abort amid the experiments keeps what is known by then, and does not throw", async () => {
  const config = quadraticConfig(at(0.05, "momentum", { momentum: 1.05 }));
  for (const after of [1, 2, 4]) {
    const controller = new AbortController();
    let trials = 0;
    const onTrial = () => ++trials === after && controller.abort();
    const { cut, failure, mechanism, curves } = await run(config, { signal: controller.signal, onTrial });
    assertEquals([cut, failure.judgement, mechanism, trials], ["aborted", "diverged", null, after]);
    assertGreater(curves.uncured.stabilityRatio.step.length, 1);
  }
});

Deno.test("a deadline that passes amid the experiments likewise", async () => {
  let passed = false;
  const { now } = performance, deadline = 1e15;
  performance.now = () => passed ? 2 * deadline : now.call(performance);
  try {
    const { cut, failure } = await run(quadraticConfig(at(2.4)), { deadline, onTrial: () => passed = true });
    assertEquals([cut, failure.judgement], ["deadline", "diverged"]);
  } finally {
    performance.now = now;
  }
});
