import fc from "fast-check";
import { type GeneratedDataSpec, type LabelSpec, TASKS } from "../../src/core/mod.ts";

/** A spec of the default sizes with some fields replaced. */
export function specOf(fields: Partial<GeneratedDataSpec> = {}): GeneratedDataSpec {
  return {
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
    ...fields,
  };
}

/** A real in [0, max], evenly spread. */
const real = (max: number) => fc.integer({ min: 0, max: 1000 }).map((n) => n * max / 1000);
const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });

const labelSpecs: fc.Arbitrary<LabelSpec> = fc.oneof(
  fc.constant({ kind: "one-hot" } as const),
  fc.record({ kind: fc.constant("smoothed" as const), smoothing: real(1) }),
  fc.record({ kind: fc.constant("mass" as const), mass: real(8), share: real(1) }),
  fc.record({ kind: fc.constant("wrong" as const), share: real(1) }),
);

/** Any valid spec of moderate size. */
export const specs: fc.Arbitrary<GeneratedDataSpec> = fc.record({
  task: fc.constantFrom(...TASKS),
  samples: fc.integer({ min: 1, max: 40 }),
  length: fc.integer({ min: 1, max: 30 }),
  features: fc.integer({ min: 1, max: 12 }),
  classes: fc.integer({ min: 2, max: 8 }),
  noise: fc.oneof(fc.constant(0), real(10)),
  imbalance: real(0.999),
  labels: labelSpecs,
  permutation: fc.oneof(fc.constant(0), seed),
  seed,
}, { noNullPrototype: true });
