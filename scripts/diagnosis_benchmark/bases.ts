import { CELLS, defaultRule, nominalBound, type OptimizerKind, type Prng, TASKS } from "../../src/core/mod.ts";
import { between, type Draft, one } from "./candidate.ts";

/** What a draft is wanted to have: each of these in place of what would be drawn. */
export interface Wanted {
  kind: OptimizerKind;
  /** Of the nominal bound. Default: a tenth to a third. */
  rates?: readonly [number, number];
  /** More of the optimizer, or in place of what it has. */
  optimizer?: Record<string, unknown>;
  data?: Record<string, unknown>;
  model?: Record<string, unknown>;
  steps?: number;
  batchSize?: number | "full";
}

/** A config drawn at random, of a size at which most are learned in a fraction of a second. */
export function drawDraft(random: Prng, { kind, rates = [0.1, 0.35], ...wanted }: Wanted): Draft {
  return {
    steps: wanted.steps ?? one(random, [200, 300, 500, 800]),
    data: {
      task: one(random, TASKS),
      samples: one(random, [16, 24, 32]),
      length: one(random, [8, 10, 12]),
      features: one(random, [1, 2]),
      classes: one(random, [2, 3, 4]),
      noise: one(random, [0, 0, 0.05]),
      seed: random.uint32(),
      ...wanted.data,
    },
    model: {
      cell: one(random, CELLS),
      units: one(random, [6, 8, 10, 12]),
      recurrentInit: one(random, [{ kind: "glorot" }, { kind: "orthogonal", gain: 1 }]),
      ...wanted.model,
    },
    batchSize: wanted.batchSize ?? one(random, ["full", "full", 16, 8]),
    optimizer: {
      kind,
      learningRate: { absolute: between(random, rates[0] * bound(kind), rates[1] * bound(kind)) },
      ...wanted.optimizer,
    },
    seed: random.uint32(),
  };
}

function bound(kind: OptimizerKind): number {
  return nominalBound(defaultRule(kind));
}
