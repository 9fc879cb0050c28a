import { symbolTask } from "./_symbols.ts";
import type { SequenceTask } from "./sequence_task.ts";

/**
 * The class is the number of marked steps modulo the number of classes: parity with two classes.
 * Class k has k marks or, if that is at most half of the steps, as often k + classes, anywhere in the sequence; the
 * marks are symbol 1, all else is symbol 0. Where there are fewer steps than marks, all steps are marked.
 */
export const counting: SequenceTask = symbolTask(
  () => 2,
  ({ symbols, classes, classIndex, random }) => {
    const { length } = symbols;
    const turn = random.below(2) * classes;
    let left = classIndex + turn <= length / 2 ? classIndex + turn : classIndex;
    for (let t = 0; t < length; t++) {
      // Selection sampling: of the steps that remain, each is as likely to get one of the marks left.
      symbols[t] = random.below(length - t) < left ? 1 : 0;
      left -= symbols[t];
    }
  },
);
