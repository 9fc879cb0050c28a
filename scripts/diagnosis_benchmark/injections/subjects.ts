import type { OptimizerKind, Prng } from "../../../src/core/mod.ts";
import { drawDraft } from "../bases.ts";
import { type Candidate, changed, one } from "../candidate.ts";
import type { Injection } from "./injection.ts";

const BROKEN = "fixtures/benchmark/broken_optimizers.ts",
  DEPENDENT = "fixtures/benchmark/backend_dependent_optimizers.ts";

/** The planted defects, each with the rule that it is like. */
const DEFECTS: [name: string, like: OptimizerKind][] = [
  ["rootlessAdam", "adam"],
  ["growingMomentum", "momentum"],
  ["turningSgd", "sgd"],
  ["rootlessRmsprop", "rmsprop"],
  ["turningAdam", "adam"],
  ["staleMomentum", "momentum"],
  ["hoardingSgd", "sgd"],
  ["negativeRmsprop", "rmsprop"],
  ["halfCorrectedAdam", "adam"],
  ["growingAdam", "adam"],
  ["forgetfulAdam", "adam"],
  ["signRmsprop", "rmsprop"],
  ["jumpingAdam", "adam"],
  ["selfDividedAdam", "adam"],
  ["countingAdam", "adam"],
];

const planted = ([name, like]: typeof DEFECTS[number]) => (random: Prng): Candidate => {
  const draft = drawDraft(random, { kind: like, steps: one(random, [200, 300, 500]) }), subject = `${BROKEN}#${name}`;
  const { learningRate } = draft.optimizer;
  return { ...changed(draft, "optimizer", { kind: "subject", name: subject, like, learningRate }), subject };
};

/** tf.train.rmsprop(centered), which subtracts its epsilon under the root. */
const centered = (random: Prng): Candidate =>
  changed(drawDraft(random, { kind: "rmsprop" }), "optimizer.kind", "rmsprop-centered");

/** An optimizer with a planted defect in place of the right rule; one in five is tfjs' own. */
export const optimizerImplementation: Injection = {
  cause: "optimizer-implementation",
  variants: DEFECTS.flatMap((defect, i) => i % 4 === 0 ? [centered, planted(defect)] : [planted(defect)]),
};

/** The optimizers that fail on one backend, and that which each fails on. */
const FAIL_ON: [name: string, on: "cpu" | "wasm"][] = [
  ["floorsNan", "cpu"],
  ["skipsNan", "wasm"],
  ["clipsNan", "cpu"],
  ["dampsByLogarithm", "wasm"],
  ["rectifiesNan", "cpu"],
];

/** A backend on which the optimizer's operations do otherwise. */
export const backend: Injection = {
  cause: "backend",
  variants: FAIL_ON.map(([name, on]) => (random) => {
    const like = name === "dampsByLogarithm" ? "sgd" : "rmsprop", subject = `${DEPENDENT}#${name}`;
    const draft = drawDraft(random, { kind: like, steps: one(random, [150, 250, 400]) }),
      { learningRate } = draft.optimizer;
    const own = { ...draft, optimizer: { kind: "subject", name: subject, like, learningRate } };
    const from = on === "cpu" ? "wasm" : "cpu", { base } = changed(own, "backend", on);
    return { base, change: { field: "backend", from, to: on }, subject };
  }),
};
