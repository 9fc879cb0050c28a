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
} from "../core/mod.ts";
import { GRIDS, RATE_NOTCHES, SCHEDULES } from "./grids.ts";
import { around, notches, within } from "./notches.ts";
import { dataRanges, type DataScope, decoratorRanges, labelsOfOwn, modelRanges } from "./ranges.ts";

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

/** Parts of one's own data, few samples and short first, with the labels that they have. */
function ownDataSpecs(all: OwnDataSpec, scope: DataScope): fc.Arbitrary<OwnDataSpec> {
  const upTo = (grid: readonly number[], most: number) => notches(around(grid.filter((n) => n < most), most));
  const { source, name, digest, features, classes } = all;
  const given = { source, name, digest, features, classes };
  return fc.record({
    given: fc.constant(given),
    samples: upTo(GRIDS.samples, all.samples),
    length: upTo(GRIDS.length, all.length),
    labels: notches(around(labelsOfOwn(scope), all.labels)),
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
  const ranges = dataRanges(scope);
  const of = <T>(values: readonly T[], value?: T) => notches(around(values, value));
  return fc.record({
    samples: of(ranges.samples, own?.samples),
    length: of(ranges.length, own?.length),
    features: of(ranges.features, own?.features),
    classes: of(ranges.classes, own?.classes),
    task: of(ranges.task, own?.task),
    noise: of(ranges.noise, own?.noise),
    imbalance: of(ranges.imbalance, own?.imbalance),
    labels: of(ranges.labels, own?.labels),
    permutation: of(ranges.permutation, own?.permutation),
    seed: seeds(),
  }, RECORD);
}

/** Models: few units first, then the tanh RNN, a Glorot start. */
export function modelSpecs(scope: Pick<ClassifierScope, "data" | "cells">, own?: ModelSpec): fc.Arbitrary<ModelSpec> {
  const ranges = modelRanges(scope);
  return fc.record({
    units: notches(around(ranges.units, own?.units)),
    cell: notches(CELLS.filter((cell) => ranges.cell.includes(cell) || cell === own?.cell)),
    recurrentInit: notches(around(ranges.recurrentInit, own?.recurrentInit)),
    forgetBias: notches(around(ranges.forgetBias, own?.forgetBias)),
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
  const { clip, schedule } = decoratorRanges(rule, scope);
  return fc.record({
    clip: notches(around(clip, own?.clip)),
    schedule: schedule.length > 1 ? scheduleSpecs(own?.schedule) : notches([own?.schedule ?? schedule[0]]),
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
