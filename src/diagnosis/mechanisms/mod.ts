import type { MechanismRule } from "../mechanism.ts";
import { backend } from "./backend.ts";
import { batches } from "./batches.ts";
import { epsilonTooLarge } from "./epsilon_too_large.ts";
import { explodingGradient, vanishingGradient } from "./gradient_through_time.ts";
import { labelMass, wrongLabels } from "./labels.ts";
import { momentum } from "./momentum.ts";
import { optimizerImplementation } from "./optimizer_implementation.ts";
import { preconditionerDecay } from "./preconditioner_decay.ts";
import { rateAboveBound } from "./rate_above_bound.ts";
import { schedule } from "./schedule.ts";
import { unlearnableTask } from "./unlearnable_task.ts";

/** All mechanisms, the most specific first. */
export const MECHANISM_RULES: readonly MechanismRule[] = [
  backend,
  optimizerImplementation,
  labelMass,
  wrongLabels,
  unlearnableTask,
  schedule,
  batches,
  momentum,
  epsilonTooLarge,
  vanishingGradient,
  explodingGradient,
  preconditionerDecay,
  rateAboveBound,
];
