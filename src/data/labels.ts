import { type LabelSpec, type Prng, shuffle } from "../core/mod.ts";

/** What a label row needs. */
export interface LabelOptions {
  /** Number of classes, 2..8. */
  classes: number;
  spec: LabelSpec;
  /** Chooses the faulty rows, and the class that a wrong one names. A larger share only adds to the faulty rows. */
  random: Prng;
}

/**
 * The label rows `[samples, classes]` of samples of the true classes `classOf`.
 * Of kind "mass" and "wrong", round(share * samples) rows are faulty, all others one-hot.
 */
export function labelRows(classOf: Uint8Array, { classes, spec, random }: LabelOptions): Float32Array<ArrayBuffer> {
  const labels = new Float32Array(classOf.length * classes);
  const setRow = (row: number, own: number, other: number) => {
    labels.fill(other, row * classes, (row + 1) * classes);
    labels[row * classes + classOf[row]] = own;
  };
  const smoothing = spec.kind === "smoothed" ? spec.smoothing : 0;
  for (let row = 0; row < classOf.length; row++) {
    setRow(row, 1 - smoothing + smoothing / classes, smoothing / classes);
  }
  if (spec.kind === "mass") {
    const { mass, share } = spec;
    for (const row of faultyRows(classOf.length, { share, random })) {
      setRow(row, Math.min(1, mass), Math.max(0, mass - 1) / (classes - 1));
    }
  } else if (spec.kind === "wrong") {
    for (const row of faultyRows(classOf.length, { share: spec.share, random })) {
      setRow(row, 0, 0);
      labels[row * classes + (classOf[row] + 1 + random.below(classes - 1)) % classes] = 1;
    }
  }
  return labels;
}

function faultyRows(samples: number, { share, random }: { share: number; random: Prng }): Uint32Array {
  const rows = shuffle(Uint32Array.from({ length: samples }, (_, row) => row), random);
  return rows.subarray(0, Math.round(share * samples));
}
