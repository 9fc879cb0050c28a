import { measured, type TrainingConfig, type TrainingTrace } from "../core/mod.ts";
import type { Laboratory, Outcome } from "./laboratory.ts";

/** The stability ratio at a step, and what it is made of. */
export interface Ratio {
  /** Before this step's update. */
  step: number;
  /** rate x curvature / (preconditioner x bound). */
  pi: number;
  rate: number;
  curvature: number;
  preconditioner: number;
  bound: number;
}

/** The median of the diagonal of the preconditioner at a step. */
export interface MedianAt {
  step: number;
  median: number;
}

/** All that is measured of the failing run; what mechanisms judge by. */
export interface Observation {
  config: TrainingConfig;
  outcome: Outcome;
  /** The step where it fails; of a run without progress, its number of steps. */
  onset: number;
  /** Finite ones only, in step order, up to a little after the onset. */
  ratios: Ratio[];
  preconditioners: MedianAt[];
  /** How much the loss feels each time step of the inputs, at the first and the last measurement; empty if not known. */
  sensitivity: { start: number[]; end: number[] };
}

/** Measurements of curvature along the run, about. */
const MEASUREMENTS = 48;
/** How far beyond the onset is looked, as a share of it. */
const BEYOND = 0.1;
/** The first steps, each measured: what is unstable from the start does not stay where it was. */
const EARLY = 12;

/** Trains the failing config again and measures it. */
export async function observe(config: TrainingConfig, outcome: Outcome, lab: Laboratory): Promise<Observation> {
  const { trace, truth } = outcome, done = trace.loss.length, onset = Math.min(truth.onset ?? done, done);
  const until = Math.min(done, Math.ceil(onset * (1 + BEYOND)) + 2),
    every = Math.max(1, Math.floor(until / MEASUREMENTS));
  const rarely = Math.max(1, until - 1);
  const observed = await lab.train({ config }, [
    { name: "critical-direction", every },
    { name: "preconditioner", every },
    { name: "input-sensitivity", every: rarely },
  ], until);
  const early = every === 1
    ? []
    : ratiosOf(await lab.train({ config }, [{ name: "critical-direction", every: 1 }], EARLY));
  const ratios = [...early.filter(({ step }) => step % every !== 0), ...ratiosOf(observed)].sort((a, b) =>
    a.step - b.step
  );
  const preconditioners = measured(observed, "preconditioner").map(({ step, values: [, , median] }) => ({
    step,
    median,
  })).filter(({ median }) => Number.isFinite(median));
  const felt = measured(observed, "input-sensitivity").map(({ values }) => values).filter(([first]) =>
    !Number.isNaN(first)
  );
  return {
    config,
    outcome,
    onset,
    ratios,
    preconditioners,
    sensitivity: { start: felt[0] ?? [], end: felt.at(-1) ?? [] },
  };
}

function ratiosOf(trace: TrainingTrace): Ratio[] {
  const all = measured(trace, "critical-direction").map(({ step, values }) => {
    const [pi, rate, curvature, preconditioner, bound] = values;
    return { step, pi, rate, curvature, preconditioner, bound };
  });
  return all.filter(({ pi }) => Number.isFinite(pi));
}
