import { assertEquals } from "@std/assert";
import {
  type ClassifierConfig,
  type KnownRun,
  MAX_WORK,
  parseTrainingConfig,
  trainingWork,
} from "../../../src/core/mod.ts";
import { diagnoseLog } from "../../../src/diagnosis/mod.ts";
import { curveOf, ofTrace } from "./_logs.ts";

const reproduce = (name: string, known: KnownRun) =>
  ofTrace(name, known).reproduction as { config: ClassifierConfig; assumed: string[] } | null;

Deno.test("without optimizer or rate, or of a stable log, there is nothing to reproduce", () => {
  assertEquals(reproduce("late_rise_collapse", { optimizer: "adam" }), null);
  assertEquals(reproduce("late_rise_collapse", { rate: 1 }), null);
  assertEquals(reproduce("stable", { optimizer: "adam", rate: 1 }), null);
});

Deno.test("it has the numbers that are known, and tells those that are assumed", () => {
  const { config, assumed } = reproduce("late_rise_collapse", {
    optimizer: "adam",
    rate: 0.0002,
    beta1: 0.5,
    epsilon: 1e-8,
  })!;
  assertEquals(config.optimizer, {
    kind: "adam",
    learningRate: { absolute: 0.0002 },
    beta1: 0.5,
    beta2: 0.999,
    epsilon: 1e-8,
    schedule: { kind: "constant" },
    clip: { kind: "none" },
  });
  assertEquals([config.steps, config.data.classes, config.batchSize, config.model.cell], [271, 4, "full", "rnn"]);
  assertEquals(assumed, [
    "4 classes by the first loss, 1.4",
    "32 samples",
    "a tanh RNN",
    "12 time steps",
    "8 units",
    "full batches",
    "beta2 0.999",
  ]);
  assertEquals(parseTrainingConfig(config), config);
});

Deno.test("all that is told is taken, and nothing is assumed", () => {
  const told: KnownRun = {
    ...{ optimizer: "momentum", rate: 0.1, momentum: 0.8, clipNorm: 2, schedule: "constant" },
    ...{
      batchSize: 8,
      samples: 100,
      shuffled: false,
      classes: 3,
      labelSmoothing: 0.1,
      cell: "gru",
      units: 5,
      length: 20,
    },
  };
  const { config, assumed } = reproduce("late_rise_epochs", told)!;
  assertEquals(assumed, []);
  assertEquals([config.optimizer.clip, config.batchSize, config.batchOrder], [
    { kind: "global-norm", max: 2 },
    8,
    "by-class",
  ]);
  assertEquals([config.data.samples, config.data.length, config.data.classes], [100, 20, 3]);
  assertEquals([config.data.labels, config.model.cell, config.model.units], [
    { kind: "smoothed", smoothing: 0.1 },
    "gru",
    5,
  ]);
  // 19 epochs of 13 updates.
  assertEquals(config.steps, 19 * 13 + 1);
  assertEquals(reproduce("late_rise_epochs", { ...told, labelSum: 1.3 })!.config.data.labels, {
    kind: "mass",
    mass: 1.3,
    share: 1,
  });
});

Deno.test("what is too large for ours is made smaller, and told", () => {
  const known: KnownRun = {
    optimizer: "sgd",
    rate: 1,
    samples: 1e6,
    batchSize: 512,
    classes: 60,
    units: 200,
    length: 1000,
  };
  const { config, assumed } = reproduce("late_rise_epochs", { ...known, schedule: "falling", cell: "lstm" })!;
  assertEquals(assumed.slice(0, 4), ["8 classes", "256 samples", "64 time steps", "32 units"]);
  assertEquals(assumed.slice(4).map((text) => text.replace(/\d+/, "N")), ["a constant rate", "N updates"]);
  assertEquals([config.batchSize, trainingWork(config) <= MAX_WORK], ["full", true]);
  const long = diagnoseLog({ ...curveOf(9, (t) => t < 5 ? 1 / (t + 1) : 9), step: [0, 1, 2, 3, 4, 5, 6, 7, 5e6] }, {
    optimizer: "sgd",
    rate: 1,
  });
  assertEquals(long.reproduction!.config.steps, 1e6);
});
