import { type Judgement, JUDGEMENTS } from "../core/mod.ts";
import { likelyCurves } from "./_likely.ts";
import { rule, type Ruling } from "./rules.ts";
import type { SmoothedCurve } from "./smooth.ts";
import { moveThresholds, SURE, THRESHOLDS } from "./thresholds.ts";

/** A ruling, and how sure it is. */
export interface Weighed extends Ruling {
  /** .5 (on the edge) .. 1 (clear). */
  confidence: number;
}

/** How finely, and how far, the thresholds are moved, shares. */
const GRAIN = 0.02, FARTHEST = 0.6;
/** How much the thresholds must move for a log without noise to be likely right, share. */
const BASE = 0.04;
/** The onset is the step by which a rise or divergence has begun in this share of the curves: rather late than too early. */
const BEGUN = 0.8;
/** A loss this far below 0, as a share of L0, is more than a rounding error. */
const NEGATIVE = 1e-3;

/**
 * What the rules say of a log, and how likely that is right.
 *
 * Without noise: what they say of its points. The confidence is 1 / (1 + exp(-d / .04)), d being the smallest share, up to
 * .6, by which all thresholds must move up or down for the judgement to change. A non-finite loss is certain.
 *
 * With noise: what they say of most curves that may be behind it, of which the confidence is the share; but a late rise
 * must be twice as likely as none. Onset: the step by which it has begun in 8 of 10 curves that say so.
 *
 * Losses below 0 can't be compared as ratios: confidence .5.
 */
export function weigh(smoothed: SmoothedCurve): Weighed {
  const { loss, start, error, nonFinite } = smoothed;
  const isNoisy = error.some((value) => value > 0);
  const weighed = isNoisy && nonFinite === undefined ? weighCurves(smoothed) : weighPoints(smoothed);
  const isNegative = loss.some((value) => value < -NEGATIVE * Math.abs(start));
  return isNegative && nonFinite === undefined ? { ...weighed, confidence: 0.5 } : weighed;
}

function weighPoints(smoothed: SmoothedCurve): Weighed {
  const ruling = rule(smoothed);
  if (smoothed.nonFinite !== undefined) return { ...ruling, confidence: 1 };
  const changes = (factor: number) => rule(smoothed, moveThresholds(THRESHOLDS, factor)).judgement !== ruling.judgement;
  let steps = 0;
  while (steps * GRAIN < FARTHEST && ![1, -1].some((sign) => changes(1 + sign * (steps + 1) * GRAIN))) steps++;
  return { ...ruling, confidence: 1 / (1 + Math.exp(-steps * GRAIN / BASE)) };
}

function weighCurves(smoothed: SmoothedCurve): Weighed {
  const rulings = likelyCurves(smoothed).map((series) => rule(series));
  const said = Object.groupBy(rulings, ({ judgement }) => judgement);
  const share = Object.fromEntries(
    JUDGEMENTS.map((judgement) => [judgement, (said[judgement]?.length ?? 0) / rulings.length]),
  ) as Record<Judgement, number>;
  const judgement = mostLikely(share), onsets = said[judgement]?.map(({ onset }) => onset!).sort((a, b) => a - b) ?? [];
  return {
    judgement,
    onset: judgement === "diverged" || judgement === "late-rise" ? onsets[Math.floor(BEGUN * onsets.length)] : null,
    recovered: judgement === "late-rise"
      ? said[judgement]!.filter(({ recovered }) => recovered).length * 2 >= onsets.length
      : null,
    confidence: Math.max(0.5, share[judgement]),
  };
}

function mostLikely(share: Record<Judgement, number>): Judgement {
  const learned = share["late-rise"] + share.stable;
  if (share.diverged >= Math.max(share["no-progress"], learned)) return "diverged";
  if (share["no-progress"] >= learned) return "no-progress";
  return share["late-rise"] >= SURE * learned ? "late-rise" : "stable";
}
