/** What a log can say of each mechanism. */
import type { Mechanism } from "../../../core/mod.ts";
import type { LogRule } from "../rule.ts";
import { backend, optimizerImplementation } from "./code.ts";
import { labelMass, unlearnableTask, wrongLabels } from "./labels.ts";
import { batches, schedule } from "./order.ts";
import { preconditionerDecay } from "./preconditioner_decay.ts";
import { explodingGradient, momentum, rateAboveBound } from "./steps_too_long.ts";
import { epsilonTooLarge, vanishingGradient } from "./steps_too_short.ts";

/** One rule a mechanism. */
export const LOG_RULES: Record<Mechanism, LogRule> = {
  "backend": backend,
  "optimizer-implementation": optimizerImplementation,
  "label-mass": labelMass,
  "wrong-labels": wrongLabels,
  "unlearnable-task": unlearnableTask,
  "schedule": schedule,
  "batches": batches,
  "momentum": momentum,
  "epsilon-too-large": epsilonTooLarge,
  "vanishing-gradient": vanishingGradient,
  "exploding-gradient": explodingGradient,
  "preconditioner-decay": preconditionerDecay,
  "rate-above-bound": rateAboveBound,
};
