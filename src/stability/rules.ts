import type { Judgement } from "../core/mod.ts";
import type { Series } from "./series.ts";
import { divergence } from "./symptoms/divergence.ts";
import { hasRecovered, lateRise } from "./symptoms/late_rise.ts";
import { noProgress } from "./symptoms/no_progress.ts";
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
  const diverged = [divergence(series, thresholds)?.onset, series.nonFinite].filter((step) => step !== undefined);
  if (diverged.length > 0) return { judgement: "diverged", onset: Math.min(...diverged), recovered: null };
  if (noProgress(series, thresholds)) return { judgement: "no-progress", onset: null, recovered: null };
  const late = lateRise(series, thresholds);
  if (late) return { judgement: "late-rise", onset: late.onset, recovered: hasRecovered(series, thresholds) };
  return { judgement: "stable", onset: null, recovered: null };
}
