import { symbolTask } from "./_symbols.ts";
import type { SequenceTask } from "./sequence_task.ts";

/** The two relevant symbols of each class, as places in RELEVANT: AB BA AA BB, then with C: AC CA BC CB. */
const PAIRS = [[0, 1], [1, 0], [0, 0], [1, 1], [0, 2], [2, 0], [1, 2], [2, 1]] as const;

/**
 * The class is which two relevant symbols occur, and in which order: AB, BA (2 classes), AA (3), BB (4), and with a
 * third symbol AC, CA, BC, CB (5 to 8). The first stands anywhere in the first half, the second anywhere in the
 * second half, two distractors on all other steps. A single step shows the second symbol only.
 *
 * In feature 0, A is -1, B is 1, C is 0, and the distractors lie between.
 * Source: S. Hochreiter and J. Schmidhuber, Long short-term memory, Neural Computation 9 (1997), experiment 6.
 */
export const temporalOrder: SequenceTask = symbolTask(
  (classes) => classes <= 4 ? 4 : 5,
  ({ symbols, alphabet, classIndex, random }) => {
    const half = symbols.length >> 1;
    const [first, second] = PAIRS[classIndex];
    // Four symbols: A x y B. Five: A x C y B.
    for (let t = 0; t < symbols.length; t++) symbols[t] = 1 + random.below(2) * (alphabet - 3);
    symbols[random.below(Math.max(1, half))] = relevant(first, alphabet);
    symbols[half + random.below(symbols.length - half)] = relevant(second, alphabet);
  },
);

function relevant(which: number, alphabet: number): number {
  return which === 0 ? 0 : which === 1 ? alphabet - 1 : 2;
}
