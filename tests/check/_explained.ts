import { parseTrainingConfig } from "../../mod.ts";
import type { ClassifierConfig, FieldRole, OptimizerSpec, TrainingConfig } from "../../src/core/mod.ts";

/** A small classifier under Adam, in mini-batches. */
export const CONFIG: ClassifierConfig = parseTrainingConfig({
  data: { samples: 8, length: 2, classes: 2 },
  model: { units: 2 },
  batchSize: 4,
  steps: 5,
  optimizer: { kind: "adam", learningRate: { absolute: 0.001 } },
});

/** The fields of a role. */
export function named(roles: readonly FieldRole[] | undefined, role: FieldRole["role"]): string[] {
  return (roles ?? []).filter((each) => each.role === role).map(({ field }) => field);
}

/** Whether a step of a classifier's training sees some of the samples only. */
export function isInBatches(config: TrainingConfig): boolean {
  const { batchSize, data: { samples } } = config as ClassifierConfig;
  return batchSize !== "full" && batchSize < samples;
}

/** The beta2 of a rule that has one. */
export function beta2({ optimizer }: TrainingConfig): number {
  return (optimizer as OptimizerSpec & { beta2: number }).beta2;
}
