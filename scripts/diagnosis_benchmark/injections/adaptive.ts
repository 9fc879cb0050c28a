import type { OptimizerKind, Prng } from "../../../src/core/mod.ts";
import { drawDraft } from "../bases.ts";
import { between, type Candidate, changed, type Draft, one } from "../candidate.ts";
import type { Injection } from "./injection.ts";

/**
 * A config whose gradients vanish while its curvature stays: smoothed labels are met at finite weights, on full batches, so that
 * the mean squares of Adam and RMSProp decay until the rate is above the bound in their metric (arXiv 2506.04805).
 */
function quiet(random: Prng, kind: OptimizerKind, numbers: Record<string, unknown>): Draft {
  return drawDraft(random, {
    kind,
    steps: one(random, [1500, 2500]),
    data: {
      samples: one(random, [16, 24, 32, 48]),
      length: one(random, [8, 10, 12]),
      noise: 0,
      labels: { kind: "smoothed", smoothing: one(random, [0.02, 0.05, 0.1]) },
    },
    model: { units: one(random, [6, 8, 10]), cell: one(random, ["rnn", "rnn", "rnn", "gru", "lstm"]) },
    batchSize: "full",
    optimizer: { learningRate: { absolute: one(random, [0.03, 0.05, 0.07, 0.1, 0.15]) }, ...numbers },
  });
}

const byEpsilon = (kind: "adam" | "adamw" | "rmsprop") => (random: Prng): Candidate => {
  const decay = one(random, [0.8, 0.9, 0.95, 0.98]), isAdam = kind !== "rmsprop";
  // RMSProp adds its epsilon under the root.
  const epsilon = isAdam ? between(random, 1e-3, 3e-2) : between(random, 1e-5, 1e-3);
  const draft = quiet(random, kind, isAdam ? { beta2: decay, epsilon } : { decay, epsilon });
  return changed(draft, "optimizer.epsilon", isAdam ? 1e-10 : 1e-16);
};

/** A mean square that decays where it may not: without AMSGrad's maximum, or without the epsilon that holds it. */
export const preconditionerDecay: Injection = {
  cause: "preconditioner-decay",
  variants: [
    (random) => {
      const numbers = { beta2: one(random, [0.8, 0.9, 0.95, 0.98]), epsilon: 1e-10 };
      return changed(quiet(random, "amsgrad", numbers), "optimizer.kind", "adam");
    },
    byEpsilon("adam"),
    byEpsilon("rmsprop"),
    byEpsilon("adamw"),
  ],
};

/** An epsilon that outweighs the mean square, so that next to nothing moves. */
export const epsilonTooLarge: Injection = {
  cause: "epsilon-too-large",
  variants: (["adam", "rmsprop", "adamw", "amsgrad", "adamax"] as const).map((kind) => (random) => {
    const draft = drawDraft(random, { kind, rates: [0.005, 0.1] });
    return changed(draft, "optimizer.epsilon", between(random, 0.1, 1));
  }),
};
