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

/** Where a case may end before its time: at the first of these numbers of steps, ascending, with which it fails so. */
export interface Until {
  failure: string;
  steps: readonly number[];
}

/**
 * Runs the trainings that a property plans for a config, and judges them; a violation that it doubts, once more. A rate
 * that is still a multiple is made absolute by a measurement.
 *
 * @param until of a property that judges by the series only: the case is of fewer steps if they fail as well
 */
export async function runCase(
  property: StabilityProperty,
  given: TrainingConfig,
  { until, ...session }: Session & { until?: Until },
): Promise<Case> {
  const config = await resolvedByMeasurement(given, session), { doubts } = property;
  if (!config) return unboundedCase(given, session);
  if (until) return await runUntil(config, until, { property, session });
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
  return { config, runs, verdict: judged(property, runs), tally };
}

async function runUntil(
  config: TrainingConfig,
  { failure, steps }: Until,
  { property, session }: { property: StabilityProperty; session: Session },
): Promise<Case> {
  const shorter = (trace: TrainingTrace, fewer = trace.loss.length): Run => ({
    config: { ...config, steps: fewer },
    trace,
  });
  const fails = (run: Run) => isViolatedBy(judged(property, [run]), failure);
  const trace = await train(config, { ...session, endsAt: { steps, when: (trace) => fails(shorter(trace)) } });
  const { kind } = trace.ending, { length } = trace.loss, tally = emptyTally();
  if (kind === "aborted" || kind === "deadline") return { ...cutCase(config, kind), tally };
  count(tally, trace);
  // With any number of steps above it a training that becomes non-finite is the same.
  const run = shorter(trace, kind === "completed" ? length : steps.find((fewer) => fewer >= length) ?? config.steps);
  return { config: run.config, runs: [run], verdict: judged(property, [run]), tally };
}

function judged(property: StabilityProperty, runs: Run[]): Verdict {
  const isNegative = runs.some(({ config, trace }) => config.problem === "own" && trace.loss.some((loss) => loss < 0));
  return isNegative ? inconclusive(NEGATIVE) : property.judge(runs);
}

/** Whether it is a violation of this kind. */
export function isViolatedBy(verdict: Verdict, failure: string): boolean {
  return verdict.kind === "violated" && verdict.failure === failure;
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
