import { type DatasetSpec, type Prng, prng, roundToGrid, shuffle } from "../core/mod.ts";
import { classCounts } from "./class_counts.ts";
import { labelRows } from "./labels.ts";
import { SEQUENCE_TASKS } from "./tasks.ts";

/** A generated data set. */
export interface Dataset {
  /** The sequences, `[samples, length, features]`, row-major; multiples of 2^-12, all finite. */
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
 * Generates the data set of a spec: the same spec gives the same bits on every machine.
 *
 * Sequence and true class depend on neither `noise`, `labels` nor `permutation`; the classes stand in random order.
 *
 * @param spec within the ranges that it documents, which are not checked again here
 */
export function makeDataset(spec: DatasetSpec): Dataset {
  const { samples, length, features, classes, seed } = spec;
  const classOf = orderedClasses(spec);
  const inputs = makeInputs(spec, classOf);
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

function orderedClasses(spec: DatasetSpec): Uint8Array<ArrayBuffer> {
  const classOf = new Uint8Array(spec.samples);
  let end = 0;
  classCounts(spec).forEach((count, k) => classOf.fill(k, end, end += count));
  return shuffle(classOf, prng(DATA, spec.seed, STREAM.classes));
}

function makeInputs(spec: DatasetSpec, classOf: Uint8Array): Float32Array<ArrayBuffer> {
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
