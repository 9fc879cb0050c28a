import { digits } from "../../core/mod.ts";
import { changeClassifier, restoring } from "../changes.ts";
import { type Change, type MechanismRule, refuted } from "../mechanism.ts";

/** Divisors of the noise that are tried before none. */
const DIVISORS = [3, 10];
/** Noise louder than the signals, and sequences of so few steps, are unusual. */
const LOUD = 1, SHORT = 2;
/** Lengths of sequences that are tried, of those that are longer. */
const LENGTHS = [4, 8, 12, 24];
/** Signals have an amplitude of 1: noise below this share of it leaves them to be seen. */
const SEEN = 0.3;

/** What tells the classes apart is not in the inputs, or is drowned by noise: nothing is learned at any rate. */
export const unlearnableTask: MechanismRule = {
  name: "unlearnable-task",
  examine({ config, outcome: { truth } }) {
    if (truth.judgement !== "no-progress") return refuted("The run learned, before it failed.");
    if (config.problem !== "classifier") return refuted("No data set is known.");
    const { data } = config, evidence = { accuracyAtBest: truth.accuracyAtBest, chance: 1 / data.classes };
    if (data.source === "own") return refuted("What is in one's own data is not known.", evidence);
    const says =
      `At best ${digits(100 * truth.accuracyAtBest)} % were right, where chance gives ${
        digits(100 / data.classes)
      } %. ` +
      `The noise has a standard deviation of ${digits(data.noise)}, the signals an amplitude of 1; a sequence has ` +
      `${data.length} steps.`;
    const noises = data.noise > SEEN ? [...DIVISORS.map((divisor) => data.noise / divisor), 0] : [];
    const changes: Change[] = noises.map((value) =>
      unusual(changeClassifier(config, ["data", "noise"], { value, intervention: "less noise" }), data.noise > LOUD)
    );
    for (const value of LENGTHS.filter((length) => length > data.length)) {
      const change = changeClassifier(config, ["data", "length"], { value, intervention: "longer sequences" });
      changes.push(unusual(change, data.length <= SHORT));
    }
    return {
      plausible: changes.length > 0,
      says,
      evidence: { ...evidence, noise: data.noise, length: data.length },
      changes,
    };
  },
};

function unusual(change: Change, isUnusual: boolean): Change {
  return isUnusual ? restoring(change) : change;
}
