import { type Clue, digits } from "../../../core/mod.ts";
import type { Reading } from "../reading.ts";
import { at, clue, excluded, flatClue, type LogRule } from "../rule.ts";

/** Epsilons that are far below, and above, the roots of mean squares that gradients of classifiers have. */
const EPSILON = { small: 1e-6, large: 1e-3 };
/** Sequences through which a gradient easily gets lost, and not, in time steps. */
const LENGTH = { short: 12, long: 50 };

function learnedClue(reading: Reading, what: string): Clue[] {
  const { best, start } = reading;
  return excluded(`The loss came down from ${digits(start)} to ${digits(best)}: ${what}.`);
}

/** Updates that epsilon has made too small. */
export const epsilonTooLarge: LogRule = {
  mechanism: "epsilon-too-large",
  clues(reading) {
    const { known: { optimizer, epsilon }, learned, course } = reading;
    if (optimizer && ["sgd", "momentum", "nesterov", "adagrad"].includes(optimizer)) {
      return excluded(`${optimizer} has no epsilon, or one that decides nothing.`);
    }
    if (learned) return learnedClue(reading, "its updates were large enough");
    if (course !== "flat") return excluded("The weights were moved: updates are not too small.");
    if (epsilon === undefined) return [clue(0, "Epsilon is not known.")];
    if (epsilon >= EPSILON.large) {
      return [
        clue(2, `Epsilon is ${epsilon}: below a gradient of that size the rule is gradient descent at rate / epsilon.`),
      ];
    }
    return [clue(epsilon <= EPSILON.small ? -1 : 0, `Epsilon is ${epsilon}; the log does not tell the gradients.`)];
  },
  experiment() {
    return "Compare the root of the mean square v, its median over the weights, with epsilon: where epsilon is the larger of " +
      "them, updates collapse. Train with an epsilon of a hundredth, with the same seeds.";
  },
};

/** A gradient that does not reach the inputs that matter. */
export const vanishingGradient: LogRule = {
  mechanism: "vanishing-gradient",
  clues(reading) {
    const { known: { length, cell }, learned, course } = reading;
    if (learned) return learnedClue(reading, "gradients reached what there is to learn");
    if (course !== "flat") return [clue(-1, "The loss does not stay where it was.")];
    const clues = [flatClue(reading)];
    if (length === undefined) clues.push(clue(0, "How long the sequences are is not known."));
    else if (length >= LENGTH.long) {
      clues.push(clue(1, `Sequences of ${length} steps are long for ${cell ?? "a recurrent cell"}.`));
    } else if (length <= LENGTH.short) clues.push(clue(-1, `Sequences of ${length} steps are short.`));
    return clues;
  },
  experiment(reading) {
    return "Measure the norm of the gradient of the loss with respect to the inputs, for each time step: if it falls off by " +
      "many powers of ten towards the first, what stands there cannot be learned. Train on sequences cut to their last " +
      `${LENGTH.short} steps, and compare the loss at ${at(reading, reading.curve.step.at(-1)!)}.`;
  },
};
