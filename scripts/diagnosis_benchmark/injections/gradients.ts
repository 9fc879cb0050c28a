import type { Prng } from "../../../src/core/mod.ts";
import { drawDraft } from "../bases.ts";
import { between, type Candidate, changed, one } from "../candidate.ts";
import type { Injection } from "./injection.ts";

const orthogonal = (gain: number) => ({ kind: "orthogonal", gain });
/** Long for what is trained here. */
const LONG = [16, 20, 24];

/** Clipping is taken away where the recurrent kernel expands: gradients are long now and then. */
const unclipped = (kind: "sgd" | "momentum") => (random: Prng): Candidate => {
  const draft = drawDraft(random, {
    kind,
    rates: [0.1, 2],
    optimizer: { clip: { kind: "global-norm", max: one(random, [0.1, 0.3, 1]) } },
    steps: one(random, [200, 300, 500]),
    data: { length: one(random, LONG), samples: one(random, [16, 24]), noise: 0 },
    model: { cell: "rnn", recurrentInit: orthogonal(between(random, 1.3, 2.5)), units: one(random, [8, 12]) },
  });
  return changed(draft, "optimizer.clip", { kind: "none" });
};

/** A recurrent kernel that expands, on long sequences, or the clipping taken away that makes up for it. */
export const explodingGradient: Injection = {
  cause: "exploding-gradient",
  variants: [
    unclipped("sgd"),
    (random) => {
      const data = { length: one(random, LONG), samples: one(random, [16, 24]), noise: 0 };
      const model = { cell: "rnn", recurrentInit: orthogonal(1), units: one(random, [8, 12]) };
      const draft = drawDraft(random, { kind: "rmsprop", rates: [0.05, 0.35], data, model });
      return changed(draft, "model.recurrentInit.gain", between(random, 2, 6));
    },
    unclipped("momentum"),
  ],
};

/** Within so few steps the kernel must do as it starts. */
const FEW = [100, 150, 200];

const forgetful = (cell: "rnn" | "gru") => (random: Prng): Candidate => {
  const draft = drawDraft(random, {
    kind: one(random, ["momentum", "nesterov"]),
    steps: one(random, FEW),
    data: { task: "delayed-recall", length: one(random, [12, 16]), classes: one(random, [2, 3]), noise: 0 },
    model: { cell, recurrentInit: orthogonal(1) },
  });
  return changed(draft, "model.recurrentInit.gain", one(random, [0, 0.02, 0.05, 0.1]));
};

/** A state that is forgotten within a step, where the task needs memory. */
export const vanishingGradient: Injection = {
  cause: "vanishing-gradient",
  variants: [
    forgetful("rnn"),
    (random) => {
      const task = one(random, ["delayed-recall", "temporal-order", "counting"]), length = one(random, [10, 12, 16]);
      const model = { cell: "lstm", forgetBias: one(random, [1, 3]) };
      const draft = drawDraft(random, {
        kind: one(random, ["sgd", "momentum", "adam"]),
        data: { task, length },
        model,
      });
      return changed(draft, "model.forgetBias", one(random, [-10, -8, -6, -4]));
    },
    forgetful("gru"),
  ],
};
