import { prng, shuffle } from "../core/mod.ts";
import type { Sequence, SequenceTask } from "./sequence_task.ts";

/** One sequence of symbols to be drawn. */
export interface SymbolSequence extends Pick<Sequence, "classIndex" | "random"> {
  /** `[length]`, each to become 0..alphabet-1. Holds the previous sequence until it is overwritten. */
  symbols: Uint8Array;
  /** Number of different symbols, at least 2. */
  alphabet: number;
  classes: number;
}

/**
 * A task whose sequences are symbols, embedded in the features.
 *
 * @param alphabetOf the number of symbols for a number of classes
 * @param draw overwrites every symbol of one sequence
 */
export function symbolTask(
  alphabetOf: (classes: number) => number,
  draw: (sequence: SymbolSequence) => void,
): SequenceTask {
  return ({ length, features, classes }) => {
    const alphabet = alphabetOf(classes);
    const levels = embedding(alphabet, features);
    const symbols = new Uint8Array(length);
    return ({ values, classIndex, random }) => {
      draw({ symbols, alphabet, classes, classIndex, random });
      for (let t = 0, i = 0; t < length; t++) {
        const row = symbols[t] * features;
        for (let f = 0; f < features; f++, i++) values[i] = levels[row + f];
      }
    };
  };
}

/**
 * The numbers that stand for each symbol, `[alphabet, features]`: in feature 0 evenly spaced from -1 to 1 in the order
 * of the symbols, in each further feature the same levels in another order, the same for every seed.
 */
export function embedding(alphabet: number, features: number): Float64Array {
  const levels = new Float64Array(alphabet * features);
  const order = Uint8Array.from({ length: alphabet }, (_, symbol) => symbol);
  for (let f = 0; f < features; f++) {
    for (let symbol = 0; symbol < alphabet; symbol++) {
      levels[symbol * features + f] = 2 * order[symbol] / (alphabet - 1) - 1;
    }
    // The next feature's order is a reshuffle of this one's and never this one again.
    const last = order.slice(), random = prng(alphabet, f);
    do shuffle(order, random); while (order.every((level, symbol) => level === last[symbol]));
  }
  return levels;
}
