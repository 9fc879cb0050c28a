import type { Mechanism } from "../../../src/core/mod.ts";
import { epsilonTooLarge, preconditionerDecay } from "./adaptive.ts";
import { labelMass, unlearnableTask, wrongLabels } from "./data.ts";
import { explodingGradient, vanishingGradient } from "./gradients.ts";
import type { Injection } from "./injection.ts";
import { batches, momentum, rateAboveBound, schedule } from "./rates.ts";
import { backend, optimizerImplementation } from "./subjects.ts";

/** An injection for each mechanism. */
export const INJECTIONS: Readonly<Record<Mechanism, Injection>> = {
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
