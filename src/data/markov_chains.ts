import { symbolTask } from "./_symbols.ts";
import type { SequenceTask } from "./sequence_task.ts";

const FAITHFUL = 0.8;

/**
 * The class is the transition matrix of a Markov chain over max(4, classes) symbols. In class k the next symbol is
 * k places further round with probability 0.8, else any symbol alike: P = 0.8 shift^k + 0.2 / symbols.
 * Every class starts, and stays, uniform over the symbols: only the transitions tell.
 */
export const markovChains: SequenceTask = symbolTask(
  (classes) => Math.max(4, classes),
  ({ symbols, alphabet, classIndex, random }) => {
    let state = random.below(alphabet);
    for (let t = 0; t < symbols.length; t++) {
      symbols[t] = state;
      state = random.uniform() < FAITHFUL ? (state + classIndex) % alphabet : random.below(alphabet);
    }
  },
);
