import type { Evidence, Judgement } from "./verdict.ts";
import type { BackendInfo } from "./trace.ts";
import type { TrainingConfig } from "./training_config.ts";

/**
 * What makes a training fail, the most specific first: where several are proven, the first is the diagnosis. Momentum and
 * the decay of a preconditioner are ways for a rate to come above the stability bound, and are told apart from it.
 */
export const MECHANISMS = [
  "backend",
  "optimizer-implementation",
  "label-mass",
  "wrong-labels",
  "unlearnable-task",
  "schedule",
  "batches",
  "momentum",
  "epsilon-too-large",
  "vanishing-gradient",
  "exploding-gradient",
  "preconditioner-decay",
  "rate-above-bound",
] as const;
/** Name of a mechanism. */
export type Mechanism = typeof MECHANISMS[number];

/** The properties whose violation is a loss that rises, or stays: what fails otherwise, a diagnosis says nothing of. */
export const DIAGNOSED: readonly string[] = ["learns", "no-late-rise", "bounded-rise", "descends"];

/**
 * How sure a mechanism is. "proven": over paired fresh seeds the failure comes without its cure and not with it, and a rival's
 * cure of equal size does not remove it. "supported": the numbers speak for it, and no proof was reached. "unknown": it
 * could not be told. "refuted": the numbers, or the experiment, speak against it.
 */
export type Standing = "proven" | "supported" | "unknown" | "refuted";

/** Runs with fresh seeds, and how many of them failed. */
export interface Trials {
  /** Of them, those that are anything but stable. */
  failed: number;
  /** All. */
  runs: number;
}

/** The failing config changed in one thing, and what came of it. */
export interface Cure {
  /** What is changed, one word or two: `epsilon`, `rate`, `amsgrad`. */
  intervention: string;
  /** From what to what, in words. */
  change: string;
  /** Whether it sets back to the usual what is unusual, or removes its mechanism and nothing else. */
  restores?: true;
  /** The changed config, with the seeds of the failing one. */
  config: TrainingConfig;
  /** The backend of the cured runs, if that is what is changed. */
  backend?: BackendInfo["name"];
  /** How much the change does to a run before it fails: |ln| of the factor on the mean length of its steps; 0 of a label. */
  size: number;
  /** Whether the run with the failing config's own seeds holds, by more than a narrow margin. */
  holds: boolean;
  /** The same fresh seeds, un-cured and cured. No runs: it went no further than the config's own seeds. */
  uncured: Trials;
  /** With the change. */
  cured: Trials;
  /** Of a lower rate, where the un-cured runs do not all fail: a rate still further above the bound, over the same seeds. */
  above?: { change: string; uncured: Trials };
  /** A rival's change of equal size over the same seeds: what another explanation would have as cure. */
  rival?: { change: string; cured: Trials };
  /**
   * "cured": at equal rate x steps or longer it stays down. "delayed": it fails later. "stalled": it no longer rises, but learns
   * nothing, either. "not-cured": it fails all the same. "not-tried": at equal rate x steps it would be too long.
   */
  outcome: "cured" | "delayed" | "stalled" | "not-cured" | "not-tried";
  /** Medians over the seeds, in the loss of the whole training set; null where there is none. */
  cost: {
    /** The loss at the end, cured. */
    finalLoss: number | null;
    /** Steps until the cured run is at the best loss of the un-cured one of the same seed; null: most are never. */
    stepsToUncuredBest: number | null;
    /** Steps at which the un-cured run was there. */
    uncuredStepOfBest: number | null;
  };
}

/** What is said of one mechanism. */
export interface Finding {
  /** Which one. */
  mechanism: Mechanism;
  /** How sure it is. */
  standing: Standing;
  /** One or two sentences with the numbers. */
  says: string;
  /** The same as numbers, by name. */
  evidence: Evidence;
  /** Ranked, the least change first; empty where none was tried. */
  cures: Cure[];
}

/** Numbers along a run, one entry a point of `step`; null where there is none or it is not finite. */
export interface DiagnosisCurve {
  /** Before whose update the others were measured, from 0. */
  step: number[];
  /** Of the whole training set, nats times the loss scale. */
  loss: (number | null)[];
  /** Of the whole training set, 0..1. */
  accuracy: (number | null)[];
  /** Of the step's batch. */
  gradientNorm: (number | null)[];
  /** Where it was measured: rate x curvature over the bound, stable below 1. */
  stabilityRatio: { step: number[]; value: (number | null)[] };
}

/** Why a run fails, with what proves it. Plain JSON. */
export interface Diagnosis {
  /** The failing config, its rate absolute. */
  config: TrainingConfig;
  /** How many times its steps the config was trained in the experiments, so that the failure comes with most seeds; from 1. */
  horizon: number;
  /** What the run shows by its noise-free evaluations. Not known if the un-cured curve is empty: it was cut before. */
  failure: { judgement: Judgement; onset: number | null; evidence: Evidence };
  /** The mechanism of the first finding that is proven or supported; null if there is none, or the run is stable. */
  mechanism: Mechanism | null;
  /** How sure the mechanism is. */
  standing: Standing;
  /** All mechanisms, ranked: the diagnosis first, then what is less sure. */
  findings: Finding[];
  /** What is worth knowing and is no defect, such as a run at the edge of stability. */
  notes: string[];
  /**
   * The failing run, and the same with the first change of the first finding whose outcome is "cured", over its own steps, at
   * most three times those of the failing one.
   */
  curves: { uncured: DiagnosisCurve; cured?: DiagnosisCurve };
  /** What it ran on. */
  backend: BackendInfo;
  /** What it took. */
  tally: { trainings: number; steps: number };
  /** Why it was cut short, if it was: what is not known is "unknown". */
  cut?: "aborted" | "deadline";
}
