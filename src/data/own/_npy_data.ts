import { InputError, MAX_NUMBERS, MOST } from "../../core/mod.ts";
import { Collector } from "./_collector.ts";
import { type NpyArray, openNpy } from "./_npy.ts";
import type { ClassLabel, OwnData } from "./labelled_sequences.ts";

/** Two .npy files, and what errors call them. */
export interface NpyFiles {
  name: string;
  values: Uint8Array;
  labelsName: string;
  labels: Uint8Array;
}

/**
 * Reads sequences `[samples, length]` of one feature, or `[samples, length, features]`, and labels `[samples]`. Time steps at
 * the end of a sequence that are all NaN are none: shorter sequences are filled up with them.
 *
 * @throws {InputError} naming the file, and the sequence if it is one
 */
export async function parseNpy({ name, values, labelsName, labels }: NpyFiles): Promise<OwnData> {
  const array = openNpy(values, name), { shape } = array, [samples, length, features = 1] = shape;
  if (shape.length < 2 || shape.length > 3 || typeof (samples > 0 ? array.at(0) : 0) !== "number") {
    throw new InputError(name, `must be numbers [samples, length] or [samples, length, features]: it is [${shape}]`);
  }
  const isFit = samples <= MOST.samples && length <= MOST.length && features <= MOST.features;
  if (!isFit || samples * length * features > MAX_NUMBERS) {
    const most = `${MOST.samples} x ${MOST.length} x ${MOST.features}, and ${MAX_NUMBERS} numbers in all`;
    throw new InputError(name, `must have at most ${most}: it is [${shape}]`);
  }
  const classes = labelsOf(openNpy(labels, labelsName), { samples, name: labelsName }), collector = new Collector(name);
  for (let i = 0; i < samples; i++) {
    const steps = stepsOf(array, { from: i * length * features, length, features });
    collector.add({ steps, label: classes[i], at: `sequence ${i}` });
  }
  return await collector.finish();
}

function stepsOf(
  array: NpyArray,
  { from, length, features }: { from: number; length: number; features: number },
): number[][] {
  const steps = Array.from(
    { length },
    (_, t) => Array.from({ length: features }, (_, f) => array.at(from + t * features + f) as number),
  );
  return steps.slice(0, steps.findLastIndex((step) => !step.every(Number.isNaN)) + 1);
}

function labelsOf({ shape, at }: NpyArray, { samples, name }: { samples: number; name: string }): ClassLabel[] {
  if (shape.length === 1 && shape[0] === samples) return Array.from({ length: samples }, (_, i) => at(i));
  throw new InputError(name, `must be labels [${samples}], one for each sequence: it is [${shape}]`);
}
