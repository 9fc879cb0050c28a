import { adamCrossing } from "./adam_crossing.ts";
import { boundedDescent } from "./bounded_descent.ts";
import { boundedRise } from "./bounded_rise.ts";
import { descends } from "./descends.ts";
import { detectsDivergence } from "./detects_divergence.ts";
import { learns } from "./learns.ts";
import { noLateRise } from "./no_late_rise.ts";
import { noLeak } from "./no_leak.ts";
import { order } from "./order.ts";
import { pastTheBound } from "./past_the_bound.ts";
import type { StabilityProperty } from "./property.ts";
import { quadraticEdge } from "./quadratic_edge.ts";
import { replays } from "./replays.ts";
import { scaling } from "./scaling.ts";
import { trueGradient } from "./true_gradient.ts";

export type { PlannedRun, Run, StabilityProperty } from "./property.ts";

/** All properties, in the order in which they are checked: the cheap and telling ones first. */
export const PROPERTIES: readonly StabilityProperty[] = [
  trueGradient,
  replays,
  order,
  scaling,
  noLeak,
  quadraticEdge,
  adamCrossing,
  boundedDescent,
  descends,
  learns,
  noLateRise,
  boundedRise,
  detectsDivergence,
  pastTheBound,
];
