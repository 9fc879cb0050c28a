import type { OptimizerKind, Prng } from "../../../src/core/mod.ts";
import { drawDraft } from "../bases.ts";
import { between, type Candidate, changed, one } from "../candidate.ts";
import type { Injection } from "./injection.ts";

const TOO_LARGE: OptimizerKind[] = [
  "sgd",
  "adam",
  "momentum",
  "rmsprop",
  "nesterov",
  "adagrad",
  "adamw",
  "adadelta",
  "adamax",
  "amsgrad",
];

/** The rate times 5 to 100. */
export const rateAboveBound: Injection = {
  cause: "rate-above-bound",
  variants: TOO_LARGE.map((kind) => (random) => {
    const draft = drawDraft(random, { kind });
    const absolute = draft.optimizer.learningRate.absolute * one(random, [5, 10, 20, 50, 100]);
    return changed(draft, "optimizer.learningRate.absolute", +absolute.toPrecision(3));
  }),
};

/** A schedule that raises the rate, in steps or all along. */
export const schedule: Injection = {
  cause: "schedule",
  variants: (["sgd", "adam", "momentum", "rmsprop", "amsgrad"] as const).flatMap((kind) => [
    (random) => {
      const draft = drawDraft(random, { kind }), every = Math.round(draft.steps / one(random, [2, 3, 4, 5]));
      return changed(draft, "optimizer.schedule", { kind: "step", every, factor: one(random, [3, 5, 10, 20]) });
    },
    (random) => {
      const factor = between(random, 30, 3000);
      return changed(drawDraft(random, { kind }), "optimizer.schedule", { kind: "exponential", factor });
    },
  ]),
};

/** Momentum that keeps all of the past or nearly so, or none where the rate needs some. */
export const momentum: Injection = {
  cause: "momentum",
  variants: [
    (random) => changed(drawDraft(random, { kind: "momentum" }), "optimizer.momentum", between(random, 1.01, 1.1)),
    (random) => {
      const wanted = { rates: [0.4, 1], steps: 1500, model: { cell: "rnn" }, batchSize: "full" } as const;
      return changed(drawDraft(random, { kind: one(random, ["adam", "adamw"]), ...wanted }), "optimizer.beta1", 0);
    },
    (random) => changed(drawDraft(random, { kind: "nesterov" }), "optimizer.momentum", between(random, 1.01, 1.1)),
    (random) =>
      changed(drawDraft(random, { kind: "rmsprop" }), "optimizer.momentum", one(random, [0.99, 0.995, 1, 1.02])),
    (random) => {
      const kind = one(random, ["momentum", "nesterov"] as const);
      const draft = drawDraft(random, { kind, rates: [0.2, 3], optimizer: { momentum: one(random, [0, 0.5]) } });
      return changed(draft, "optimizer.momentum", one(random, [0.99, 0.995, 0.999]));
    },
  ],
};

/** Batches of one class after the other, in one epoch as in the next. */
const byClass = (kind: OptimizerKind) => (random: Prng): Candidate => {
  const draft = drawDraft(random, {
    kind,
    rates: [0.2, 1],
    batchSize: one(random, [4, 8]),
    steps: one(random, [200, 300, 500]),
    data: { task: one(random, EASY), samples: one(random, [64, 96]), classes: one(random, [2, 3]), noise: 0 },
    model: { cell: one(random, ["lstm", "gru"]) },
  });
  return changed(draft, "batchOrder", "by-class");
};

/** Batches too small for the rate. */
const tooSmall = (kind: OptimizerKind) => (random: Prng): Candidate => {
  const draft = drawDraft(random, { kind, rates: [0.3, 2], batchSize: one(random, ["full", 16]) });
  return changed(draft, "batchSize", one(random, [1, 2]));
};

/** The tasks that show their class all along a sequence. */
const EASY = ["waveforms", "markov-chains", "autoregressive"];

/** Batches that come by class, or are too small. */
export const batches: Injection = {
  cause: "batches",
  variants: [byClass("rmsprop"), tooSmall("momentum"), byClass("momentum"), tooSmall("adam"), tooSmall("sgd")],
};
