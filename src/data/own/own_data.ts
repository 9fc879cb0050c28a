import { InputError, type OwnDataSpec } from "../../core/mod.ts";
import { Collector } from "./_collector.ts";
import type { ClassLabel, OwnData } from "./labelled_sequences.ts";

/** Labelled sequences as plain arrays. */
export interface LabelledArrays {
  /** Each sequence, a list of numbers for each time step, or a number if there is one feature. */
  sequences: readonly (readonly number[] | readonly (readonly number[])[])[];
  /** The class of each sequence: integers 0..K-1, or words, whose classes stand in sorted order. */
  labels: readonly ClassLabel[];
  /** What records and reports call them. Default "own data". */
  name?: string;
}

/**
 * Labelled sequences of one's own, of equal or unequal length, to train on. Numbers are rounded to float32.
 *
 * ```ts ignore
 * const data = await ownData({ sequences: [[0, 1, 2], [2, 1], [0, 1, 3], [3, 0]], labels: ["up", "down", "up", "down"] });
 * const trace = await train(parseTrainingConfig({ data: ownDataSpec(data), optimizer }), { data });
 * ```
 *
 * @throws {InputError} naming the first sequence or label that is not what it must be
 */
export async function ownData({ sequences, labels, name = "own data" }: LabelledArrays): Promise<OwnData> {
  if (sequences.length !== labels.length) {
    throw new InputError(
      name,
      `must have a label for each sequence: there are ${sequences.length} and ${labels.length}`,
    );
  }
  const collector = new Collector(name);
  sequences.forEach((steps, i) => collector.add({ steps, label: labels[i], at: `sequence ${i}` }));
  return await collector.finish();
}

/** The spec of all that there is: to be put into a config, with fewer `samples` or a smaller `length` if that is wanted. */
export function ownDataSpec({ name, digest, lengths, features, classNames }: OwnData): OwnDataSpec {
  return {
    source: "own",
    name,
    digest,
    samples: lengths.length,
    length: lengths.reduce((a, b) => Math.max(a, b)),
    features,
    classes: classNames.length,
    labels: { kind: "one-hot" },
    permutation: 0,
    seed: 1,
  };
}
