import { median } from "../core/mod.ts";
import { rule } from "./rules.ts";
import type { Series } from "./series.ts";
import { moveThresholds, THRESHOLDS } from "./thresholds.ts";

/** How finely, and how far, the thresholds are moved, shares. */
const GRAIN = 0.02, FARTHEST = 0.6;
/** How much the thresholds must move for a log without noise to be likely right, share. */
const BASE = 0.04;
/** A loss this far below 0, as a share of L0, is more than a rounding error. */
const NEGATIVE = 1e-3;
/** How much the noise adds to that. */
const NOISE = 0.9;

/**
 * How clear the judgement of a log is, .5 (on the edge) .. 1 (clear): 1 / (1 + exp(-d / (.04 + .9 r))). d is the
 * smallest share, up to .6, by which all thresholds must move up or down for the judgement to change; r is the noise,
 * the median ratio of a window's standard error to its loss. A non-finite loss is certain. Losses
 * below 0 can't be compared as ratios: .5.
 *
 * The two constants were fitted to the share of right judgements on 3,000 simulated trainings of small recurrent
 * classifiers, batch 4 to full, where it came out as an estimate of that share.
 */
export function confidenceOf(series: Series): number {
  if (series.nonFinite !== undefined) return 1;
  const { loss, error = [], start } = series;
  if (loss.some((value) => value < -NEGATIVE * Math.abs(start))) return 0.5;
  const noise = median(loss.map((value, i) => (error[i] ?? 0) / Math.abs(value)));
  return 1 / (1 + Math.exp(-distance(series) / (BASE + NOISE * (Number.isFinite(noise) ? noise : 0))));
}

function distance(series: Series): number {
  const { judgement } = rule(series);
  const changes = (factor: number) => rule(series, moveThresholds(THRESHOLDS, factor)).judgement !== judgement;
  let steps = 0;
  while (steps * GRAIN < FARTHEST && ![1, -1].some((sign) => changes(1 + sign * (steps + 1) * GRAIN))) steps++;
  return steps * GRAIN;
}
