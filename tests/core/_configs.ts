import type { ClassifierConfig } from "../../src/core/mod.ts";

/** The least that a config must say. */
export const LEAST = { optimizer: { kind: "adam", learningRate: { absolute: 0.01 } } } as const;

/** What `LEAST` stands for. */
export const DEFAULTS: ClassifierConfig = {
  problem: "classifier",
  steps: 200,
  data: {
    task: "waveforms",
    samples: 32,
    length: 12,
    features: 1,
    classes: 4,
    noise: 0,
    imbalance: 0,
    labels: { kind: "one-hot" },
    permutation: 0,
    seed: 1,
  },
  model: { cell: "rnn", units: 8, recurrentInit: { kind: "glorot" }, forgetBias: 1 },
  loss: { kind: "cross-entropy", log2Scale: 0 },
  optimizer: {
    kind: "adam",
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-7,
    learningRate: { absolute: 0.01 },
    schedule: { kind: "constant" },
    clip: { kind: "none" },
  },
  batchSize: "full",
  seed: 1,
};

/** A copy of `LEAST` with one place set: `least("data.labels.kind", 3)`. */
export function least(path: string, value: unknown): unknown {
  const config = structuredClone(LEAST) as Record<string, unknown>;
  const keys = path.split("."), last = keys.pop()!;
  let at = config;
  for (const key of keys) at = (at[key] ??= {}) as Record<string, unknown>;
  Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
  return config;
}
