import type { OptimizerKind } from "../../../src/core/mod.ts";
import { drawDraft } from "../bases.ts";
import { between, changed, one } from "../candidate.ts";
import type { Injection } from "./injection.ts";

const RULES: OptimizerKind[] = ["sgd", "momentum", "adam", "rmsprop"];
const ORTHOGONAL = { kind: "orthogonal", gain: 1 };

/** A recurrent kernel that expands, on long sequences. */
export const explodingGradient: Injection = {
  cause: "exploding-gradient",
  variants: (["rnn", "gru", "rnn", "lstm"] as const).map((cell) => (random) => {
    const draft = drawDraft(random, {
      kind: one(random, RULES),
      data: { length: one(random, [16, 20, 24]), samples: one(random, [16, 24]) },
      model: { cell, recurrentInit: ORTHOGONAL },
    });
    return changed(draft, "model.recurrentInit.gain", between(random, 2, 6));
  }),
};

/** Tasks that need what came early. */
const OF_MEMORY = ["delayed-recall", "temporal-order", "counting"];

/** A state that is forgotten within a step, where the task needs memory. */
export const vanishingGradient: Injection = {
  cause: "vanishing-gradient",
  variants: [
    ...(["rnn", "gru"] as const).map((cell): Injection["variants"][number] => (random) => {
      const data = { task: one(random, OF_MEMORY), length: one(random, [10, 12, 16, 20]) };
      const draft = drawDraft(random, { kind: one(random, RULES), data, model: { cell, recurrentInit: ORTHOGONAL } });
      return changed(draft, "model.recurrentInit.gain", one(random, [0, 0.02, 0.05, 0.1, 0.2]));
    }),
    (random) => {
      const data = { task: one(random, OF_MEMORY), length: one(random, [10, 12, 16, 20]) };
      const draft = drawDraft(random, {
        kind: one(random, RULES),
        data,
        model: { cell: "lstm", forgetBias: one(random, [1, 3]) },
      });
      return changed(draft, "model.forgetBias", one(random, [-10, -8, -6, -4]));
    },
  ],
};
