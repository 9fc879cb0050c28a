import { type Judgement, JUDGEMENTS, median, wilsonInterval } from "../../src/core/mod.ts";
import type { Outcome, Seen } from "./outcome.ts";
import { isUnstable } from "./ladder.ts";
import { type Shape, SHAPES } from "./shapes.ts";

/** How many of how many, with Wilson's 95 % interval. */
export interface Share {
  count: number;
  of: number;
  share: number;
  low: number;
  high: number;
}

/** `count` of `of` as a share; NaN of nothing. */
export function shareOf(count: number, of: number): Share {
  return { count, of, share: count / of, ...wilsonInterval(count, of) };
}

/** The share of `list` that `meets` a condition. */
export function share<T>(list: T[], meets: (item: T) => boolean): Share {
  return shareOf(list.filter(meets).length, list.length);
}

/** How many runs of each truth (first key) were judged each way (second). */
export type Confusion = Record<Judgement, Record<Judgement, number>>;

/** The confusion matrix of pairs of truth and judgement. */
export function confusion(pairs: { truth: Judgement; seen: Judgement }[]): Confusion {
  const count = (truth: Judgement, seen: Judgement) =>
    pairs.filter((pair) => pair.truth === truth && pair.seen === seen).length;
  const row = (truth: Judgement) => Object.fromEntries(JUDGEMENTS.map((seen) => [seen, count(truth, seen)]));
  return Object.fromEntries(JUDGEMENTS.map((truth) => [truth, row(truth)])) as Confusion;
}

/** Bins of the confidence, which lies in .5..1. */
const BINS = 10;

/**
 * Expected calibration error: over ten bins of the confidence of equal width, the mean distance of the bin's mean
 * confidence from its share of right judgements, weighted by the number of judgements in it.
 *
 * Source: Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning, AAAI 2015.
 */
export function calibrationError(judgements: { confidence: number; isRight: boolean }[]): number {
  const bins = Array.from({ length: BINS }, () => ({ confidence: 0, right: 0 }));
  for (const { confidence, isRight } of judgements) {
    const bin = bins[Math.min(BINS - 1, Math.floor((confidence - 0.5) * 2 * BINS))];
    bin.confidence += confidence;
    bin.right += isRight ? 1 : 0;
  }
  return bins.reduce((sum, { confidence, right }) => sum + Math.abs(confidence - right), 0) / judgements.length;
}

/** 2 TP / (2 TP + FP + FN). */
export function f1(pairs: { truth: boolean; alarm: boolean }[]): number {
  const right = pairs.filter(({ truth, alarm }) => truth && alarm).length;
  return 2 * right / (2 * right + pairs.filter(({ truth, alarm }) => truth !== alarm).length);
}

/** What a detector is worth on one way of logging. */
export interface Figures {
  confusion: Confusion;
  /** Alarms (late rise or diverged) on stable runs. */
  falseAlarmsStable: Share;
  /** Alarms on runs without progress. */
  falseAlarmsNoProgress: Share;
  /** Diverged runs that were judged so. */
  divergedFound: Share;
  /** Late rises that were judged so, the onset after the best point before the rise; by shape. */
  lateRisesFound: Record<Shape, Share>;
  /** Unstable (late rise or diverged) against stable runs. */
  f1: number;
  /** Of onsets of runs judged right: within 5 % and 10 % of the run's length, and the median distance, a share of it. */
  onsets: { within5: Share; within10: Share; median: number };
  /** Of the confidence. */
  calibrationError: number;
}

/** The figures of our judge on one way of logging; `runs` without that way are left out. */
export function figuresOf(runs: Outcome[], variant: string): Figures {
  const logged = runs.filter(({ seen }) => seen[variant] !== undefined).map((run) => ({
    ...run,
    ours: run.seen[variant],
  }));
  const of = (...kinds: Judgement[]) => logged.filter(({ judgement }) => kinds.includes(judgement));
  const alarm = ({ ours }: { ours: Seen }) => isUnstable(ours.judgement);
  const isRight = (run: Outcome & { ours: Seen }) => run.ours.judgement === run.judgement;
  const distances = logged.filter((run) => run.onset !== null && isRight(run))
    .map(({ onset, ours, steps }) => Math.abs(ours.onset! - onset!) / steps);
  return {
    confusion: confusion(logged.map(({ judgement, ours }) => ({ truth: judgement, seen: ours.judgement }))),
    falseAlarmsStable: share(of("stable"), alarm),
    falseAlarmsNoProgress: share(of("no-progress"), alarm),
    divergedFound: share(of("diverged"), isRight),
    lateRisesFound: Object.fromEntries(SHAPES.map((shape) => [
      shape,
      share(logged.filter((run) => run.shape === shape), (run) => isRight(run) && run.ours.onset! > run.best!),
    ])) as Record<Shape, Share>,
    f1: f1(
      of("stable", "late-rise", "diverged").map((run) => ({
        truth: isUnstable(run.judgement),
        alarm: alarm(run),
      })),
    ),
    onsets: {
      within5: share(distances, (distance) => distance <= 0.05),
      within10: share(distances, (distance) => distance <= 0.1),
      median: median(distances),
    },
    calibrationError: calibrationError(
      logged.map((run) => ({ confidence: run.ours.confidence, isRight: isRight(run) })),
    ),
  };
}

/** What a detector that only gives an alarm is worth. */
export interface AlarmFigures {
  falseAlarmsStable: Share;
  falseAlarmsNoProgress: Share;
  divergedFound: Share;
  /** Late rises with an alarm at any time, and with the first alarm after the best point before the rise. */
  lateRisesAlarmed: Share;
  lateRisesAfterBest: Share;
  f1: number;
}

/** The figures of alarms: null for a run without one, else the step of the first. */
export function alarmFiguresOf(runs: Outcome[], alarmOf: (run: Outcome) => number | null): AlarmFigures {
  const of = (...kinds: Judgement[]) => runs.filter(({ judgement }) => kinds.includes(judgement));
  const alarmed = (run: Outcome) => alarmOf(run) !== null;
  return {
    falseAlarmsStable: share(of("stable"), alarmed),
    falseAlarmsNoProgress: share(of("no-progress"), alarmed),
    divergedFound: share(of("diverged"), alarmed),
    lateRisesAlarmed: share(of("late-rise"), alarmed),
    lateRisesAfterBest: share(of("late-rise"), (run) => alarmed(run) && alarmOf(run)! > run.best!),
    f1: f1(
      of("stable", "late-rise", "diverged").map((run) => ({
        truth: isUnstable(run.judgement),
        alarm: alarmed(run),
      })),
    ),
  };
}
