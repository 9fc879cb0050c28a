import { mean } from "../core/mod.ts";
import type { Observation, Ratio } from "./observation.ts";

/** How the stability ratio came to pass 1 before the run failed. */
export interface Growth {
  /** The first measurement above 1 of the stretch that ended in the failure. */
  crossing: Ratio;
  /** The largest from there to the outbreak. */
  worst: Ratio;
  /** What of the growth of ln pi before the crossing each part has; they sum to 1. Absent if it was above 1 from the start. */
  shares?: { rate: number; curvature: number; preconditioner: number };
  /** Where the growth was measured from. */
  from?: Ratio;
  /** The step at which pi would pass 1 by its growth up to {@linkcode FORESEEN}. */
  predicted?: number;
}

/** Below this the stretch that leads to the failure is over. */
const CALM = 0.5;
/** A loss this many times its least is the outbreak, on full batches. */
const OUTBREAK = 1.25;
/** How far before the onset the outbreak is looked for: a share of it, and steps. */
const BACK = { share: 0.25, least: 10 };
/** A prediction knows what came up to this ratio. */
const FORESEEN = 0.7;
/** Measurements that a trend takes. */
const LEAST = 4;

/** Undefined if pi was not above 1 before the outbreak. */
export function growth(observation: Observation): Growth | undefined {
  const end = outbreak(observation), before = observation.ratios.filter(({ step }) => step <= end);
  const last = before.findLastIndex(({ pi }) => pi > 1);
  if (last < 0) return undefined;
  const calm = before.findLastIndex(({ pi }, i) => i < last && pi < CALM), episode = before.slice(calm + 1);
  const crossing = episode.find(({ pi }) => pi > 1)!, worst = episode.reduce((a, b) => b.pi > a.pi ? b : a);
  const stretch = stretchTo(crossing, before);
  if (stretch.length < 2) return { crossing, worst };
  const trend = (of: (ratio: Ratio) => number) => slope(stretch.map(({ step }) => step), stretch.map(of));
  const pi = trend(({ pi }) => Math.log(pi));
  const shares = {
    rate: trend(({ rate }) => Math.log(rate)) / pi,
    curvature: trend(({ curvature }) => Math.log(curvature)) / pi,
    preconditioner: -trend(({ preconditioner }) => Math.log(preconditioner)) / pi,
  };
  return { crossing, worst, from: stretch[0], ...pi > 0 && { shares }, predicted: foreseen(stretch) };
}

/** From the least pi since it was last above 1 up to the crossing. */
function stretchTo(crossing: Ratio, before: readonly Ratio[]): Ratio[] {
  const end = before.indexOf(crossing), since = before.findLastIndex(({ pi }, i) => i < end && pi > 1) + 1;
  const region = before.slice(since, end).filter(({ pi }) => pi > 0);
  if (region.length === 0) return [];
  const least = region.reduce((at, { pi }, i) => pi <= region[at].pi ? i : at, 0);
  return [...region.slice(least), crossing];
}

/** The first step, not long before the onset, at which the loss left its least; the onset, where batches make it noisy. */
function outbreak({ outcome: { trace: { loss, epochs } }, onset }: Observation): number {
  if (epochs.length < loss.length) return onset;
  const from = Math.max(0, onset - Math.max(BACK.least, Math.floor(BACK.share * onset)));
  let best = Infinity;
  for (let step = 0; step < onset; step++) {
    if (step >= from && loss[step] > OUTBREAK * best) return step;
    best = Math.min(best, loss[step]);
  }
  return onset;
}

function foreseen(stretch: readonly Ratio[]): number | undefined {
  const past = stretch.findIndex(({ pi }) => pi > FORESEEN), known = past < 0 ? stretch : stretch.slice(0, past);
  if (known.length < LEAST) return undefined;
  const steps = known.map(({ step }) => step), logs = known.map(({ pi }) => Math.log(pi)), rise = slope(steps, logs);
  return rise > 0 ? mean(steps) - mean(logs) / rise : undefined;
}

/** Of the line of least squares. */
function slope(x: readonly number[], y: readonly number[]): number {
  const middle = mean(x), height = mean(y);
  const over = x.reduce((sum, value, i) => sum + (value - middle) * (y[i] - height), 0);
  return over / x.reduce((sum, value) => sum + (value - middle) ** 2, 0);
}
