import { type DatasetSpec, type GeneratedDataSpec, type Prng, prng, roundToGrid, shuffle } from "../core/mod.ts";
import { classCounts } from "./class_counts.ts";
import { labelRows } from "./labels.ts";
import type { OwnData } from "./own/labelled_sequences.ts";
import { ownSequences } from "./own/own_dataset.ts";
import { SEQUENCE_TASKS } from "./tasks.ts";

/** A data set as typed arrays. */
export interface Dataset {
  /** The sequences, `[samples, length, features]`, row-major; all finite, generated ones multiples of 2^-12. */
  inputs: Float32Array<ArrayBuffer>;
  /** The label rows, `[samples, classes]`, row-major, as the spec's `labels` has them. */
  labels: Float32Array<ArrayBuffer>;
  /** The true class of each sample, `[samples]`, whatever its label row says. */
  classOf: Uint8Array<ArrayBuffer>;
  /** Number of sequences. */
  samples: number;
  /** Time steps a sequence. */
  length: number;
  /** Numbers a time step. */
  features: number;
  /** Number of classes, those without a sample counted. */
  classes: number;
}

/** The uses of randomness, a stream each: what one of them draws leaves the others alone. */
const STREAM = { classes: 1, sequences: 2, noise: 3, labels: 4, permutation: 5 };
/** Keeps these streams apart from those of other users of the same seed. */
const DATA = 0xda7a;
/** Inputs are multiples of 2^-12, far coarser than any difference between engines. */
const GRID_BITS = 12;

/**
 * The data set of a spec: the same spec, with the same data of one's own, gives the same bits on every machine.
 *
 * Sequence and true class depend on neither `noise`, `labels` nor `permutation`; generated classes stand in random order.
 *
 * @param spec within the ranges that it documents, which are not checked again here
 * @param own what a spec of one's own data names
 * @throws {InputError} if the spec names data that are not given, or others
 */
export function makeDataset(spec: DatasetSpec, own?: OwnData): Dataset {
  const { samples, length, features, classes, seed } = spec;
  const { inputs, classOf } = spec.source === "own" ? ownSequences(spec, own) : generated(spec);
  const labels = labelRows(classOf, { classes, spec: spec.labels, random: prng(DATA, seed, STREAM.labels) });
  const sizes = { samples, length, features, classes };
  if (spec.permutation === 0) return { inputs, labels, classOf, ...sizes };
  const order = Uint32Array.from({ length: samples }, (_, row) => row);
  shuffle(order, prng(DATA, spec.permutation, STREAM.permutation));
  return {
    inputs: inOrder(inputs, { order, rows: new Float32Array(inputs.length) }),
    labels: inOrder(labels, { order, rows: new Float32Array(labels.length) }),
    classOf: inOrder(classOf, { order, rows: new Uint8Array(samples) }),
    ...sizes,
  };
}

function generated(spec: GeneratedDataSpec): Pick<Dataset, "inputs" | "classOf"> {
  const classOf = orderedClasses(spec);
  return { inputs: makeInputs(spec, classOf), classOf };
}

function orderedClasses(spec: GeneratedDataSpec): Uint8Array<ArrayBuffer> {
  const classOf = new Uint8Array(spec.samples);
  let end = 0;
  classCounts(spec).forEach((count, k) => classOf.fill(k, end, end += count));
  return shuffle(classOf, prng(DATA, spec.seed, STREAM.classes));
}

function makeInputs(spec: GeneratedDataSpec, classOf: Uint8Array): Float32Array<ArrayBuffer> {
  const { task, length, features, noise, seed } = spec;
  const fill = SEQUENCE_TASKS[task](spec);
  const values = new Float64Array(length * features);
  const inputs = new Float32Array(classOf.length * values.length);
  const noiseSource = prng(DATA, seed, STREAM.noise);
  for (let row = 0; row < classOf.length; row++) {
    // A stream a sequence: the numbers that one of them draws, by its length and class, do not shift the next.
    fill({ values, classIndex: classOf[row], random: prng(DATA, seed, STREAM.sequences, row) });
    if (noise > 0) addNoise(values, { noise, random: noiseSource });
    const start = row * values.length;
    // Adding 0 makes -0 to 0: which of them a vanishing number is rounded to may hang on its last bit.
    for (let i = 0; i < values.length; i++) inputs[start + i] = roundToGrid(values[i], GRID_BITS) + 0;
  }
  return inputs;
}

function addNoise(values: Float64Array, { noise, random }: { noise: number; random: Prng }): void {
  for (let i = 0; i < values.length; i++) values[i] += noise * random.normal();
}

function inOrder<T extends Float32Array | Uint8Array>(
  values: T,
  { order, rows }: { order: Uint32Array; rows: T },
): T {
  const size = values.length / order.length;
  order.forEach((from, to) => rows.set(values.subarray(from * size, (from + 1) * size), to * size));
  return rows;
}
