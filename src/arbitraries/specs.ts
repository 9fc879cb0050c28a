import fc from "fast-check";
import {
  CELLS,
  type ClassifierScope,
  type DatasetSpec,
  type GeneratedDataSpec,
  type ModelSpec,
  type OptimizerSpec,
  type OwnDataSpec,
  type Rate,
  type RuleSpec,
  type ScheduleSpec,
  type Scope,
  TASKS,
} from "../core/mod.ts";
import { CLIPS, GRIDS, LABELS, RATE_NOTCHES, RECURRENT_INITS, SCHEDULES } from "./grids.ts";
import { around, notches, within } from "./notches.ts";

/** Keys of a record are its shrink order: what costs most goes first. */
const RECORD = { noNullPrototype: true } as const;

/** A seed. It is never shrunk: another seed is another case, not a simpler one. */
export function seeds(): fc.Arbitrary<number> {
  return fc.noShrink(fc.integer({ min: 0, max: 2 ** 32 - 1 }));
}

/**
 * Data sets: few samples, short, few features first; then the simplest task, no noise, plain labels.
 *
 * @param own a data set whose values join the grids, so that it can be shrunk
 */
export function datasetSpecs(scope: DataScope, own?: DatasetSpec): fc.Arbitrary<DatasetSpec> {
  return own?.source === "own" ? ownDataSpecs(own, scope) : generatedSpecs(scope, own);
}

type DataScope = Pick<ClassifierScope, "data" | "classes" | "labels">;

/** Parts of one's own data, few samples and short first, with the labels that they have. */
function ownDataSpecs(all: OwnDataSpec, { labels }: DataScope): fc.Arbitrary<OwnDataSpec> {
  const upTo = (grid: readonly number[], most: number) => notches(around(grid.filter((n) => n < most), most));
  const { source, name, digest, features, classes } = all;
  const given = { source, name, digest, features, classes };
  return fc.record({
    given: fc.constant(given),
    samples: upTo(GRIDS.samples, all.samples),
    length: upTo(GRIDS.length, all.length),
    labels: notches(around(labels ?? LABELS.slice(0, 1), all.labels)),
    permutation: notches(around([0], all.permutation)),
    seed: seeds(),
  }, RECORD).map(
    ({ given, ...rest }) => ({ ...given, ...rest }),
    (value) => {
      const { samples, length, labels, permutation, seed } = value as OwnDataSpec;
      return { given, samples, length, labels, permutation, seed };
    },
  );
}

function generatedSpecs(scope: DataScope, own?: GeneratedDataSpec): fc.Arbitrary<GeneratedDataSpec> {
  const learnable = scope.data === "learnable";
  const of = <T>(values: readonly T[], value?: T) => notches(around(values, value));
  return fc.record({
    samples: of<number>(learnable ? [16, 32] : GRIDS.samples, own?.samples),
    length: of<number>(learnable ? [8, 12] : GRIDS.length, own?.length),
    features: of<number>(GRIDS.features, own?.features),
    classes: of<number>(scope.classes ?? (learnable ? [2, 3, 4] : GRIDS.classes), own?.classes),
    task: of(learnable ? TASKS.slice(0, 1) : TASKS, own?.task),
    noise: of<number>(learnable ? [0, 0.05] : GRIDS.noise, own?.noise),
    imbalance: of<number>(learnable ? [0] : GRIDS.imbalance, own?.imbalance),
    labels: of(scope.labels ?? (learnable ? LABELS.slice(0, 1) : LABELS), own?.labels),
    permutation: of([0], own?.permutation),
    seed: seeds(),
  }, RECORD);
}

/** Models: few units first, then the tanh RNN, a Glorot start. */
export function modelSpecs(scope: Pick<ClassifierScope, "data" | "cells">, own?: ModelSpec): fc.Arbitrary<ModelSpec> {
  const learnable = scope.data === "learnable";
  const inits = learnable ? RECURRENT_INITS.slice(0, 1) : RECURRENT_INITS;
  return fc.record({
    units: notches(around<number>(learnable ? [6, 8, 12] : GRIDS.units, own?.units)),
    cell: notches(around(scope.cells ?? CELLS, own?.cell)),
    recurrentInit: notches(around(inits, own?.recurrentInit)),
    forgetBias: notches(around<number>(GRIDS.forgetBias, own?.forgetBias)),
  }, RECORD);
}

/** Schedules, a constant rate first; none of them ever raises the rate above its start. */
export function scheduleSpecs(own?: ScheduleSpec): fc.Arbitrary<ScheduleSpec> {
  return notches(around(SCHEDULES, own));
}

/** Rates within a range, in multiples of the nominal bound: the smallest first. */
export function rates({ rates: range }: Pick<Scope, "rates">): fc.Arbitrary<Rate> {
  return notches(within(RATE_NOTCHES, range).map((timesBound): Rate => ({ timesBound })));
}

/**
 * The specs around one rule: no clipping and a constant rate first, then the smallest rate.
 *
 * @param rate the rates to choose from
 */
export function optimizerSpecs(
  rule: RuleSpec,
  { rate, scope, own }: { rate: fc.Arbitrary<Rate>; scope: Pick<ClassifierScope, "decorators">; own?: OptimizerSpec },
): fc.Arbitrary<OptimizerSpec> {
  const decorated = scope.decorators === "any";
  // Not every subject has a rate that a schedule can set.
  const scheduled = decorated && rule.kind !== "subject";
  return fc.record({
    clip: notches(around(decorated ? CLIPS : CLIPS.slice(0, 1), own?.clip)),
    schedule: scheduled ? scheduleSpecs(own?.schedule) : notches([own?.schedule ?? { kind: "constant" as const }]),
    learningRate: rate,
    rule: notches([rule]),
  }, RECORD).map(
    ({ rule, ...rest }) => ({ ...rule, ...rest }),
    (value) => {
      const { learningRate, clip, schedule, ...rule } = value as OptimizerSpec;
      return { learningRate, clip, schedule, rule };
    },
  );
}
