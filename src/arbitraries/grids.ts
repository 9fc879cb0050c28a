import type { ClipSpec, LabelSpec, RecurrentInitSpec, ScheduleSpec } from "../core/mod.ts";

/**
 * The values of every field that is generated, simplest first: a shrunk config holds the simplest value that still
 * fails, so its rate is the smallest failing one and its steps the fewest. The grids are coarse: a finer one costs
 * more trainings and tells little more.
 */
export const GRIDS = {
  steps: [
    5,
    10,
    15,
    20,
    30,
    40,
    50,
    60,
    80,
    100,
    120,
    150,
    200,
    250,
    300,
    400,
    500,
    600,
    800,
    1000,
    1500,
    2000,
    3000,
    5000,
    10000,
    20000,
    50000,
  ],
  samples: [4, 8, 16, 32, 64],
  length: [1, 2, 4, 8, 12, 16, 24],
  features: [1, 2, 3],
  classes: [2, 3, 4, 5, 8],
  noise: [0, 0.05, 0.1, 0.3, 1],
  imbalance: [0, 0.2, 0.5],
  units: [2, 3, 4, 6, 8, 12, 16],
  forgetBias: [1, 0, 3],
  batchSize: ["full", 16, 8, 4],
  /** Of quadratics: length, largest over smallest eigenvalue, largest eigenvalue. */
  dimension: [1, 2, 3, 5, 10, 30],
  condition: [1, 10, 100, 1000],
  largest: [1, 0.01, 100],
  /** Rates around the exact bound, in multiples of it. */
  edgeRates: [0.5, 0.9, 0.97, 0.99, 1.01, 1.03, 1.1, 2],
} as const;

/** Label rows: distributions, then those that are not. */
export const LABELS: LabelSpec[] = [
  { kind: "one-hot" },
  { kind: "smoothed", smoothing: 0.1 },
  { kind: "wrong", share: 0.05 },
  { kind: "wrong", share: 0.2 },
  { kind: "mass", mass: 1.3, share: 1 },
  { kind: "mass", mass: 1.3, share: 0.1 },
  { kind: "mass", mass: 0.8, share: 0.1 },
];

/** Starts of the recurrent kernel. */
export const RECURRENT_INITS: RecurrentInitSpec[] = [
  { kind: "glorot" },
  { kind: "orthogonal", gain: 1 },
  { kind: "orthogonal", gain: 0.5 },
  { kind: "orthogonal", gain: 1.5 },
];

/** Gradient clipping. */
export const CLIPS: ClipSpec[] = [
  { kind: "none" },
  { kind: "global-norm", max: 1 },
  { kind: "value", max: 0.5 },
  { kind: "global-norm", max: 0.1 },
];

/** Schedules of the learning rate; none of them ever raises the rate above its start. */
export const SCHEDULES: ScheduleSpec[] = [
  { kind: "constant" },
  { kind: "step", every: 50, factor: 0.5 },
  { kind: "exponential", factor: 0.1 },
  { kind: "inverse-time", halfLife: 100 },
  { kind: "cosine", floor: 0.1 },
  { kind: "warm-up", steps: 10 },
];

/** Multiples of the nominal bound: four notches a decade, from 1e-6 to 1e6. */
export const RATE_NOTCHES: readonly number[] = Array.from(
  { length: 49 },
  (_, k) => +(10 ** ((k - 24) / 4)).toPrecision(3),
);
