import { type ClassifierConfig, type Mechanism, parseTrainingConfig, type Standing } from "../../../src/core/mod.ts";
import type { Result } from "../../../scripts/diagnosis_benchmark/diagnosed.ts";
import type { Entry, Half } from "../../../scripts/diagnosis_benchmark/entry.ts";

export const CONFIG = parseTrainingConfig({
  problem: "classifier",
  steps: 60,
  data: { samples: 8, length: 8, classes: 2 },
  model: { units: 4 },
  optimizer: { kind: "momentum", learningRate: { absolute: 0.05 } },
}) as ClassifierConfig;

/** An entry of a cause, or a control. */
export function entry(id: string, cause: Mechanism | null, half: Half = "tuning"): Entry {
  return { id, half, cause, config: CONFIG, backend: "wasm", judgement: cause === null ? "stable" : "diverged" };
}

/** What was found of it. */
export function result(id: string, mechanism: Mechanism | null, standing: Standing, trainings = 10): Result {
  const proven = standing === "proven" && mechanism !== null ? [mechanism] : [];
  return { id, mechanism, standing, proven, trainings, steps: 1000 };
}
