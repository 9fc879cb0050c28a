import type { Judgement } from "../core/mod.ts";
import { hasLearned, type Series } from "./series.ts";
import { divergenceOnset, hasDiverged } from "./symptoms/divergence.ts";
import { hasRecovered, lateRiseOnset } from "./symptoms/late_rise.ts";
import { THRESHOLDS, type Thresholds } from "./thresholds.ts";

/** What the rules say of a series. */
export interface Ruling {
  /** Which of the four kinds of training it was. */
  judgement: Judgement;
  /** The step where the divergence or the late rise starts; null for the other judgements. */
  onset: number | null;
  /** Whether a late rise came back; null for the other judgements. */
  recovered: boolean | null;
}

/** The rules in order: diverged, no progress, late rise, stable. The truth and the judgement of a log rest on them. */
export function rule(series: Series, thresholds: Readonly<Thresholds> = THRESHOLDS): Ruling {
  const { nonFinite = Infinity } = series;
  const diverged = hasDiverged(series, thresholds) ? divergenceOnset(series, thresholds) : Infinity;
  const onset = Math.min(nonFinite, diverged);
  if (onset < Infinity) return { judgement: "diverged", onset, recovered: null };
  if (!hasLearned(series, thresholds.learned)) return { judgement: "no-progress", onset: null, recovered: null };
  const late = lateRiseOnset(series, thresholds);
  if (late !== undefined) return { judgement: "late-rise", onset: late, recovered: hasRecovered(series, thresholds) };
  return { judgement: "stable", onset: null, recovered: null };
}
