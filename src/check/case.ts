import { curveOf, JUDGEMENTS, type TrainingConfig, type TrainingTrace, type Verdict } from "../core/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import type { Subject } from "../optimizers/mod.ts";
import { judgeCurve, type Run, type StabilityProperty } from "../stability/mod.ts";
import { train } from "../training/mod.ts";
import type { Labels } from "./profiles.ts";

/** What the trainings of a check share. */
export interface Session {
  backend: BackendName;
  subject?: Subject;
  signal?: AbortSignal;
  /** ms of `performance.now()`. */
  deadline?: number;
  tally: Tally;
  onTraining?: (tally: Tally) => void;
}

/** What was done so far. */
export interface Tally {
  trainings: number;
  steps: number;
  labels: Labels;
}

/** Nothing done yet. */
export function emptyTally(): Tally {
  return { trainings: 0, steps: 0, labels: Object.fromEntries(JUDGEMENTS.map((name) => [name, 0])) as Labels };
}

/** One config, all its trainings, and what the property says of them. */
export interface Case {
  config: TrainingConfig;
  runs: Run[];
  verdict: Verdict;
  /** Why a training was cut short: the verdict is inconclusive, and the case is neither to be shrunk nor stored. */
  cut?: "aborted" | "deadline";
}

/** Runs the trainings that a property plans for a config, and judges them. */
export async function runCase(property: StabilityProperty, config: TrainingConfig, session: Session): Promise<Case> {
  const runs: Run[] = [];
  for (const planned of property.plan(config)) {
    const { quantities } = planned, { backend, subject, signal, deadline } = session;
    const trace = await train(planned.config, { backend, subject, signal, deadline, quantities });
    count(session, trace);
    runs.push({ config: planned.config, trace });
    const { kind } = trace.ending;
    if (kind === "aborted" || kind === "deadline") {
      return { config, runs, cut: kind, verdict: { kind: "inconclusive", reason: `the training was cut: ${kind}` } };
    }
  }
  return { config, runs, verdict: property.judge(runs) };
}

function count({ tally, onTraining }: Session, trace: TrainingTrace): void {
  tally.trainings++;
  tally.steps += trace.loss.length;
  if (trace.loss.length > 0) tally.labels[judgeCurve(curveOf(trace)).judgement]++;
  onTraining?.(tally);
}
