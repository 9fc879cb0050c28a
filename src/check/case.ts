import {
  curveOf,
  inconclusive,
  JUDGEMENTS,
  type TrainingConfig,
  type TrainingTrace,
  type Verdict,
} from "../core/mod.ts";
import { judgeCurve, type PlannedRun, type Run, type StabilityProperty } from "../stability/mod.ts";
import { train } from "../training/mod.ts";
import type { Labels } from "./profiles.ts";
import { resolvedByMeasurement, withBound } from "./resolve.ts";
import type { Session } from "./session.ts";

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

/** Adds what was done for a case to what was done so far. */
export function addTally(sum: Tally, { trainings, steps, labels }: Tally): void {
  sum.trainings += trainings;
  sum.steps += steps;
  for (const name of JUDGEMENTS) sum.labels[name] += labels[name];
}

/** One config, all its trainings, and what the property says of them. Plain: it can be sent from a worker. */
export interface Case {
  config: TrainingConfig;
  /** Its trainings; a worker sends only those of a violation. */
  runs: Run[];
  verdict: Verdict;
  /** Its trainings, but for one that was cut short. */
  tally: Tally;
  /** Why a training was cut short: the verdict is inconclusive, and the case is neither to be shrunk nor stored. */
  cut?: "aborted" | "deadline";
  /** How the worker that ran it was lost: there are no runs, and the verdict is a violation by that. */
  lost?: "crashed" | "hung";
}

/**
 * Runs the trainings that a property plans for a config, and judges them; a violation that it doubts, once more. A rate
 * that is still a multiple is made absolute by a measurement.
 */
export async function runCase(property: StabilityProperty, given: TrainingConfig, session: Session): Promise<Case> {
  const config = await resolvedByMeasurement(given, session), { doubts } = property;
  if (!config) return unboundedCase(given, session);
  const first = await runPlanned(config, property.plan(config), { property, session });
  if (!doubts || first.cut || first.verdict.kind !== "violated") return first;
  // A bound may come from a larger config: what is smaller has its own.
  const sure = await withBound(config, session);
  const measured = property.plan(sure).map(({ config, quantities }) => (
    { config, quantities: [...quantities, ...doubts] }
  ));
  return { ...await runPlanned(sure, measured, { property, session }), tally: first.tally };
}

/** A case whose rate is not known, as there is no bound that it is a multiple of, or the measurement was cut short. */
function unboundedCase(config: TrainingConfig, { signal, deadline = Infinity }: Session): Case {
  if (signal?.aborted) return cutCase(config, "aborted");
  if (performance.now() > deadline) return cutCase(config, "deadline");
  return { config, runs: [], verdict: inconclusive(UNBOUNDED), tally: emptyTally() };
}

async function runPlanned(
  config: TrainingConfig,
  plan: readonly PlannedRun[],
  { property, session }: { property: StabilityProperty; session: Session },
): Promise<Case> {
  const runs: Run[] = [], tally = emptyTally();
  for (const planned of plan) {
    const trace = await train(planned.config, { ...session, quantities: planned.quantities });
    runs.push({ config: planned.config, trace });
    const { kind } = trace.ending;
    if (kind === "aborted" || kind === "deadline") return { ...cutCase(config, kind), runs, tally };
    count(tally, trace);
  }
  const isNegative = config.problem === "own" && runs.some(({ trace }) => trace.loss.some((loss) => loss < 0));
  return { config, runs, verdict: isNegative ? inconclusive(NEGATIVE) : property.judge(runs), tally };
}

/** No rate is known to be small or large. */
const UNBOUNDED = "no stable rate could be measured at the start: without a positive curvature there is none";
/** What is compared are ratios of losses. */
const NEGATIVE = "the loss falls below 0: add a constant, so that its least value is 0";

/** A case of which nothing was run. */
export function cutCase(config: TrainingConfig, cut: NonNullable<Case["cut"]>): Case {
  return { config, runs: [], verdict: inconclusive(`the training was cut: ${cut}`), tally: emptyTally(), cut };
}

function count(tally: Tally, trace: TrainingTrace): void {
  tally.trainings++;
  tally.steps += trace.loss.length;
  if (trace.loss.length > 0) tally.labels[judgeCurve(curveOf(trace)).judgement]++;
}
