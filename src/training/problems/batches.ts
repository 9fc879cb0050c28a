import { type ClassifierConfig, prng, shuffle } from "../../core/mod.ts";
import type { Dataset } from "../../data/mod.ts";
import type { Batch } from "../../kernels/mod.ts";

/** The whole data set as one batch, in its own order. */
export function fullBatch({ inputs, labels, samples, length }: Dataset): Batch {
  return { inputs, labels, size: samples, length };
}

/** How many steps one pass through the data set takes; the last batch of an epoch may be smaller. */
export function batchesPerEpoch(samples: number, batchSize: number | "full"): number {
  return batchSize === "full" || batchSize >= samples ? 1 : Math.ceil(samples / batchSize);
}

/**
 * The rows of each step's batch: undefined where they are all, else drawn epoch by epoch, reshuffled by the seed and the
 * epoch's number, so that a step's rows depend on nothing but its number.
 *
 * @returns a function from the step (from 0), cheapest if called in step order
 */
export function rowSource(
  samples: number,
  { batchSize, seed }: { batchSize: number | "full"; seed: number },
): (step: number) => Uint32Array | undefined {
  const perEpoch = batchesPerEpoch(samples, batchSize);
  if (perEpoch === 1 || batchSize === "full") return () => undefined;
  let drawn = -1, order = new Uint32Array(0);
  return (step) => {
    const epoch = Math.floor(step / perEpoch), from = (step % perEpoch) * batchSize;
    if (epoch !== drawn) {
      order = shuffle(Uint32Array.from({ length: samples }, (_, i) => i), prng(seed, epoch, 0xba7c));
      drawn = epoch;
    }
    return order.subarray(from, Math.min(from + batchSize, samples));
  };
}

/** How batches are made. */
export interface BatchOptions {
  batchSize: number | "full";
  seed: number;
  /** Default "reshuffled", by `seed`. */
  order?: ClassifierConfig["batchOrder"];
}

/**
 * The batch of each step. A full batch is always the same; smaller ones are drawn epoch by epoch, with one replaced or
 * none, or come by class.
 *
 * @returns a function from the step (from 0) to its batch, cheapest if called in step order
 */
export function batchSource(data: Dataset, { batchSize, seed, order }: BatchOptions): (step: number) => Batch {
  const { samples } = data, whole = fullBatch(data);
  const { seed: shuffled = seed, replace } = typeof order === "object" ? order : {};
  const rowsAt = order === "by-class"
    ? rowsByClass(data, batchSize)
    : rowSource(samples, { batchSize, seed: shuffled });
  return (step) => {
    const rows = rowsAt(step === replace?.step ? replace.by : step);
    return rows ? gather(data, rows) : whole;
  };
}

/** The same rows in every epoch: those of the first class, then those of the second. */
function rowsByClass({ samples, classOf }: Dataset, batchSize: number | "full"): ReturnType<typeof rowSource> {
  const perEpoch = batchesPerEpoch(samples, batchSize);
  if (perEpoch === 1 || batchSize === "full") return () => undefined;
  const order = Uint32Array.from({ length: samples }, (_, row) => row).sort((a, b) => classOf[a] - classOf[b] || a - b);
  return (step) => {
    const from = (step % perEpoch) * batchSize;
    return order.subarray(from, Math.min(from + batchSize, samples));
  };
}

function gather(data: Dataset, rows: Uint32Array): Batch {
  const width = data.length * data.features, { classes, length } = data;
  const inputs = new Float32Array(rows.length * width), labels = new Float32Array(rows.length * classes);
  rows.forEach((row, i) => {
    inputs.set(data.inputs.subarray(row * width, (row + 1) * width), i * width);
    labels.set(data.labels.subarray(row * classes, (row + 1) * classes), i * classes);
  });
  return { inputs, labels, size: rows.length, length };
}
