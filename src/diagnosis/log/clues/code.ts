import { clue, type LogRule } from "../rule.ts";

/** The optimizer is not the rule that it is named after. */
export const optimizerImplementation: LogRule = {
  mechanism: "optimizer-implementation",
  clues({ known: { optimizer, epsilon }, course }) {
    const clues = [clue(0, "A log does not show the updates.")];
    if (course !== "non-finite") return clues;
    if (optimizer === "rmsprop-centered") {
      clues.push(clue(
        2,
        "Some implementations, that of TensorFlow.js 4.22 among them, take the root of ms - (mg^2 + eps), which is below 0 " +
          "where a gradient is 0.",
      ));
    }
    if (epsilon === 0) clues.push(clue(2, "With epsilon 0, a weight whose gradients were all 0 is moved by 0 / 0."));
    return clues;
  },
  experiment() {
    return "Write down weights and gradients of the first ten updates, and compute the same from the published rule in double " +
      "precision: they should agree to about six digits.";
  },
};

/** What computes is at fault, or its precision is. */
export const backend: LogRule = {
  mechanism: "backend",
  clues: () => [clue(0, "A log does not tell.")],
  experiment() {
    return "Go on from the same checkpoint with the same batches on the processor, in single and in double precision: the " +
      "failure should come in all of them. If it does not, look at half precision and at the device first.";
  },
};
