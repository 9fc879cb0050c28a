import { symbolTask } from "./_symbols.ts";
import type { SequenceTask } from "./sequence_task.ts";

/**
 * The class is the symbol on the first step, to be recalled after length - 1 steps of two distractors.
 * Of the classes + 2 symbols, the distractors are the two in the middle: in feature 0 they are the faintest.
 *
 * Source: S. Hochreiter and J. Schmidhuber, Long short-term memory, Neural Computation 9 (1997), experiment 2.
 */
export const delayedRecall: SequenceTask = symbolTask(
  (classes) => classes + 2,
  ({ symbols, classes, classIndex, random }) => {
    const middle = classes >> 1;
    for (let t = 0; t < symbols.length; t++) symbols[t] = middle + random.below(2);
    symbols[0] = classIndex < middle ? classIndex : classIndex + 2;
  },
);
