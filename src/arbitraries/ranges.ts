import {
  CELLS,
  type ClassifierScope,
  type ClipSpec,
  type LabelSpec,
  type ModelSpec,
  type RecurrentInitSpec,
  type RuleSpec,
  type ScheduleSpec,
  type Task,
  TASKS,
} from "../core/mod.ts";
import { CLIPS, GRIDS, LABELS, RECURRENT_INITS, SCHEDULES } from "./grids.ts";

/** What of a scope decides about data. */
export type DataScope = Pick<ClassifierScope, "data" | "classes" | "labels">;

/** The values of the fields of generated data within a scope, simplest first. */
export interface DataRanges {
  samples: readonly number[];
  length: readonly number[];
  features: readonly number[];
  classes: readonly number[];
  task: readonly Task[];
  noise: readonly number[];
  imbalance: readonly number[];
  labels: readonly LabelSpec[];
  permutation: readonly number[];
}

/** What generated data may be within a scope. */
export function dataRanges({ data, classes, labels }: DataScope): DataRanges {
  const learnable = data === "learnable";
  return {
    samples: learnable ? [16, 32] : GRIDS.samples,
    length: learnable ? [8, 12] : GRIDS.length,
    features: GRIDS.features,
    classes: classes ?? (learnable ? [2, 3, 4] : GRIDS.classes),
    task: learnable ? TASKS.slice(0, 1) : TASKS,
    noise: learnable ? [0, 0.05] : GRIDS.noise,
    imbalance: learnable ? [0] : GRIDS.imbalance,
    labels: labels ?? (learnable ? LABELS.slice(0, 1) : LABELS),
    permutation: [0],
  };
}

/** The labels that one's own data may get: those that they have, if the scope names no others. */
export function labelsOfOwn({ labels }: DataScope): readonly LabelSpec[] {
  return labels ?? LABELS.slice(0, 1);
}

/** The values of the fields of a model within a scope, simplest first. */
export interface ModelRanges {
  units: readonly number[];
  cell: readonly ModelSpec["cell"][];
  recurrentInit: readonly RecurrentInitSpec[];
  forgetBias: readonly number[];
}

/** What a model may be within a scope. */
export function modelRanges({ data, cells }: Pick<ClassifierScope, "data" | "cells">): ModelRanges {
  const learnable = data === "learnable";
  return {
    units: learnable ? [6, 8, 12] : GRIDS.units,
    cell: cells ?? CELLS,
    recurrentInit: learnable ? RECURRENT_INITS.slice(0, 1) : RECURRENT_INITS,
    forgetBias: GRIDS.forgetBias,
  };
}

/** What may be put around a rule within a scope. */
export function decoratorRanges(
  rule: RuleSpec,
  { decorators }: Pick<ClassifierScope, "decorators">,
): { clip: readonly ClipSpec[]; schedule: readonly ScheduleSpec[] } {
  const any = decorators === "any";
  // Not every subject has a rate that a schedule can set.
  const scheduled = any && rule.kind !== "subject";
  return { clip: any ? CLIPS : CLIPS.slice(0, 1), schedule: scheduled ? SCHEDULES : SCHEDULES.slice(0, 1) };
}

/** What a batch may be within a scope: all, or some samples. */
export function batchSizes({ batches }: Pick<ClassifierScope, "batches">): readonly (number | "full")[] {
  return batches === "full" ? ["full"] : GRIDS.batchSize;
}
