import type { OptimizerKind } from "../../../src/core/mod.ts";
import { drawDraft } from "../bases.ts";
import { between, changed, one } from "../candidate.ts";
import type { Injection } from "./injection.ts";

const RULES: OptimizerKind[] = ["sgd", "momentum", "adam", "rmsprop", "adamw", "amsgrad"];
/** More than a small net can learn by heart. */
const MANY = [64, 96];

const masses =
  (loss: "tf-losses" | "cross-entropy", mass: readonly [number, number]): Injection["variants"][number] => (random) => {
    // A step of tf.losses is composed of tfjs operations, and costs a hundred times as much.
    const small = loss === "tf-losses" && {
      steps: one(random, [80, 120]),
      rates: [0.2, 0.7] as const,
      data: { length: 8, samples: one(random, [16, 24]), features: one(random, [1, 2]) },
      model: { cell: "rnn" },
    };
    const draft = { ...drawDraft(random, { kind: one(random, RULES), ...small }), loss: { kind: loss } };
    const to = { kind: "mass", mass: between(random, ...mass), share: one(random, [0.3, 0.5, 0.8, 1]) };
    return changed(draft, "data.labels", to);
  };

/** Label rows that do not sum to 1. */
export const labelMass: Injection = {
  cause: "label-mass",
  variants: [
    masses("tf-losses", [1.3, 4]),
    masses("cross-entropy", [1.3, 4]),
    masses("tf-losses", [0.2, 0.8]),
    masses("tf-losses", [1.3, 4]),
  ],
};

/** Labels at another class than the true one. */
export const wrongLabels: Injection = {
  cause: "wrong-labels",
  variants: RULES.map((kind) => (random) => {
    const draft = drawDraft(random, { kind, data: { samples: one(random, MANY), classes: one(random, [2, 3, 4, 5]) } });
    return changed(draft, "data.labels", { kind: "wrong", share: one(random, [0.3, 0.4, 0.5, 0.6, 0.8, 1]) });
  }),
};

/** Noise that drowns the signal, or sequences too short to show it. */
export const unlearnableTask: Injection = {
  cause: "unlearnable-task",
  variants: RULES.flatMap((kind) => [
    (random) => {
      const wanted = { steps: one(random, [200, 300]), model: { units: 6 } };
      const draft = drawDraft(random, { kind, data: { samples: one(random, MANY), noise: 0 }, ...wanted });
      return changed(draft, "data.noise", between(random, 4, 10));
    },
    (random) =>
      changed(drawDraft(random, { kind, data: { samples: one(random, MANY) } }), "data.length", one(random, [1, 2])),
  ]),
};
