import {
  CELLS,
  type ClassifierConfig,
  type OptimizerKind,
  parseTrainingConfig,
  type Prng,
  prng,
  TASKS,
} from "../../src/core/mod.ts";

/**
 * The optimizers that runs are made with, by family. rmsprop-centered is left out: in tfjs 4.22 a gradient component
 * near zero makes it NaN at any rate, so its runs say nothing of a curve.
 */
export const FAMILIES = {
  "gradient descent": ["sgd", "momentum", "nesterov"],
  "adaptive": ["adagrad", "adadelta", "rmsprop"],
  "adam": ["adam", "adamax"],
} as const satisfies Record<string, readonly OptimizerKind[]>;
/** Name of a family of optimizers. */
export type Family = keyof typeof FAMILIES;

/** The family of a kind. */
export function familyOf(kind: string): Family {
  const found = (Object.keys(FAMILIES) as Family[]).find((name) =>
    (FAMILIES[name] as readonly string[]).includes(kind)
  );
  if (found === undefined) throw new Error(`Cannot tell the family of ${kind}: it is none of the calibration's`);
  return found;
}

/** Families in turn, and within each its kinds: every family gets a third of the configs. */
const KINDS: OptimizerKind[] = Array.from(
  { length: 6 },
  (_, round) => Object.values(FAMILIES).map((kinds: readonly OptimizerKind[]) => kinds[round % kinds.length]),
).flat();
const BATCH_SIZES: ClassifierConfig["batchSize"][] = [4, 8, 16, "full"];

/**
 * The config that a ladder of rates is climbed on: number `index` of the stream of `seed`; its rate is the nominal
 * bound. Optimizer, cell and batch size go round in turn, the rest is drawn: tasks, samples, length, features, classes,
 * noise, imbalance, label rows that are distributions, units, start, steps, both seeds.
 */
export function drawConfig(seed: number, index: number): ClassifierConfig {
  const random = prng(seed, index, 0xca11b), kind = KINDS[index % KINDS.length];
  const round = Math.floor(index / KINDS.length);
  return parseTrainingConfig({
    steps: one(random, [1000, 1500, 2000, 3000]),
    data: {
      task: one(random, TASKS),
      samples: one(random, [24, 32, 48, 64]),
      length: one(random, [4, 8, 12, 16]),
      features: one(random, [1, 2, 3]),
      classes: one(random, [2, 3, 4, 5, 8]),
      noise: one(random, [0, 0.05, 0.1, 0.3, 1, 3]),
      imbalance: one(random, [0, 0, 0.2, 0.5]),
      labels: one(random, [
        { kind: "one-hot" },
        { kind: "one-hot" },
        { kind: "one-hot" },
        { kind: "smoothed", smoothing: 0.1 },
        { kind: "wrong", share: 0.05 },
        { kind: "wrong", share: 0.2 },
      ]),
      seed: random.uint32(),
    },
    model: {
      cell: CELLS[round % CELLS.length],
      units: one(random, [4, 6, 8, 12, 16]),
      recurrentInit: one(random, [{ kind: "glorot" }, { kind: "orthogonal", gain: 1 }]),
    },
    batchSize: BATCH_SIZES[Math.floor(round / CELLS.length) % BATCH_SIZES.length],
    optimizer: { kind, learningRate: { timesBound: 1 } },
    seed: random.uint32(),
  });
}

function one<T>(random: Prng, values: readonly T[]): T {
  return values[random.below(values.length)];
}
