import type { Curve, Judgement } from "../../src/core/mod.ts";
import { type Evaluation, judgeCurve, judgeEvaluations } from "../../src/stability/mod.ts";
import { BASELINES } from "./baselines.ts";
import { isUnstable, type Run } from "./ladder.ts";
import { type Family, familyOf } from "./recipe.ts";
import { type Shape, shapeOf } from "./shapes.ts";
import { stepsPerEpoch, VARIANTS } from "./variants.ts";

/** What a detector said of a run. */
export interface Seen {
  judgement: Judgement;
  onset: number | null;
  confidence: number;
}

/** The truth of a run, and what the detectors said of it. */
export interface Outcome {
  family: Family;
  steps: number;
  judgement: Judgement;
  borderline: boolean;
  onset: number | null;
  /** Step of the smallest noise-free loss before the onset; null where there is none. */
  best: number | null;
  /** Of a late rise. */
  shape: Shape | null;
  /** Whether its rate lies below the lowest unstable rate of its config, by a factor 2 at most. */
  isNearEdge: boolean;
  /** Ours, by the way of logging. */
  seen: Record<string, Seen>;
  /** The first alarm of each baseline. */
  alarms: Record<string, number | null>;
}

/** Notches of a factor 2. */
const NEAR = 4;

/**
 * Judges the runs of one config, its whole ladder, by their logs alone.
 *
 * @param options `variants`: names of {@linkcode VARIANTS}, default all; `baselines`: whether they are asked, too
 */
export function outcomesOf(
  runs: Run[],
  { variants = Object.keys(VARIANTS), baselines = true }: { variants?: string[]; baselines?: boolean } = {},
): Outcome[] {
  const truths = runs.map(({ evaluations }) => judgeEvaluations(evaluations));
  const edge = Math.min(...runs.filter((_, i) => isUnstable(truths[i].judgement)).map(({ notch }) => notch));
  return runs.map((run, i) => {
    const { judgement, borderline, onset } = truths[i], { config, evaluations, notch } = run;
    return {
      family: familyOf(config.optimizer.kind),
      steps: config.steps,
      judgement,
      borderline,
      onset,
      best: onset === null ? null : stepOfBest(evaluations, onset),
      shape: judgement === "late-rise" ? shapeOf(evaluations) : null,
      isNearEdge: notch < edge && notch >= edge - NEAR,
      seen: seenIn(run, variants),
      alarms: baselines ? alarmsOf(run) : {},
    };
  });
}

function stepOfBest(evaluations: Evaluation[], onset: number): number {
  const before = evaluations.filter(({ step, loss }) => step < onset && Number.isFinite(loss));
  return before.reduce((best, at) => at.loss < best.loss ? at : best, { step: 0, loss: Infinity }).step;
}

function seenIn(run: Run, variants: string[]): Record<string, Seen> {
  const logs = variants.map((name): [string, Curve | null] => [name, VARIANTS[name](run)]);
  return Object.fromEntries(
    logs.flatMap(([name, curve]) => {
      if (curve === null) return [];
      const { judgement, onset, confidence } = judgeCurve(curve);
      return [[name, { judgement, onset, confidence }]];
    }),
  );
}

function alarmsOf(run: Run): Record<string, number | null> {
  const log = { loss: run.loss, accuracy: run.accuracy, stepsPerEpoch: stepsPerEpoch(run) };
  return Object.fromEntries(Object.entries(BASELINES).map(([name, detector]) => [name, detector(log)]));
}
