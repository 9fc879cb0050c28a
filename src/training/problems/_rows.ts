import { InputError } from "../../core/mod.ts";
import type { Dataset } from "../../data/mod.ts";
import { batchesPerEpoch, rowSource } from "./batches.ts";
import type { Numbers } from "./_numbers.ts";
import { flattened } from "./_numbers.ts";
import type { Problem, ProblemBatch } from "./problem.ts";

/** Samples, a row each of inputs and labels, row-major float32. */
export interface Rows {
  inputs: Float32Array;
  labels: Float32Array;
  samples: number;
  /** Shapes of one sample. */
  inputShape: number[];
  labelShape: number[];
}

/** Some of the rows. */
export interface RowsBatch extends ProblemBatch {
  inputs: Float32Array;
  labels: Float32Array;
}

/**
 * The rows of nested lists or of a data set.
 *
 * @throws {InputError} if inputs and labels are not as many, or there are none
 */
export function rowsOf(data: { inputs: Numbers; labels: Numbers } | Dataset): Rows {
  if ("samples" in data) {
    const { inputs, labels, samples, length, features, classes } = data;
    return { inputs, labels, samples, inputShape: [length, features], labelShape: [classes] };
  }
  const inputs = flattened(data.inputs, "data.inputs"), labels = flattened(data.labels, "data.labels");
  const [samples = 0, ...inputShape] = inputs.shape, [others = 0, ...labelShape] = labels.shape;
  if (samples === 0 || samples !== others) {
    throw new InputError(
      "data",
      `must have as many inputs as labels, one at least: there are ${samples} and ${others}`,
    );
  }
  const [x, y] = [inputs, labels].map(({ numbers }) => Float32Array.from(numbers));
  return { inputs: x, labels: y, samples, inputShape, labelShape };
}

/** The batches of rows as the built-in classifier has them: a full one, or reshuffled by the seed and the epoch. */
export function batchesOf(
  rows: Rows,
  { seed, batchSize }: { seed: number; batchSize: number | "full" },
): Pick<Problem<RowsBatch>, "full" | "batchesPerEpoch" | "batchAt"> {
  const { inputs, labels, samples } = rows, full = { inputs, labels, size: samples };
  const rowsAt = rowSource(samples, { batchSize, seed });
  const batchAt = (step: number) => {
    const chosen = rowsAt(step);
    return chosen ? gather(rows, chosen) : full;
  };
  return { full, batchesPerEpoch: batchesPerEpoch(samples, batchSize), batchAt };
}

function gather(rows: Rows, chosen: Uint32Array): RowsBatch {
  const part = (values: Float32Array) => {
    const width = values.length / rows.samples, out = new Float32Array(chosen.length * width);
    chosen.forEach((row, i) => out.set(values.subarray(row * width, (row + 1) * width), i * width));
    return out;
  };
  return { inputs: part(rows.inputs), labels: part(rows.labels), size: chosen.length };
}
