import { type BackendInfo, InputError, mean } from "../core/mod.ts";
import type { OwnData } from "../data/mod.ts";
import type { Subject } from "../optimizers/mod.ts";
import type { ProblemMaker } from "../training/mod.ts";
import type { StabilityProperty } from "../stability/mod.ts";
import { type Executor, inProcess } from "./executor.ts";
import type { NamedModule } from "./messages.ts";
import { loadProblem, loadSubject } from "./modules.ts";
import { Pool } from "./pool.ts";

/** The most workers that can be asked for. */
export const MAX_JOBS = 256;

/** Seconds that a case may take: far longer than any that is generated. */
const CASE_TIMEOUT = 300;

/** Steps of training that are worth another worker, which takes about as long to start as these take to run. */
const STEPS_PER_JOB = 5000;

/** What decides where cases are run. */
export interface ExecutorOptions {
  backend: BackendInfo;
  /** How many cases to run at a time. */
  jobs: number;
  /** A function of this thread, which no other can run. */
  optimizer?: Subject;
  /** A module, which any worker can load. */
  subject?: NamedModule;
  /** Likewise, of a problem of one's own. */
  makeProblem?: ProblemMaker;
  problem?: NamedModule;
  /** What configs of one's own data name. */
  data?: OwnData;
  /** Seconds that one case may take in a worker. Default 300. */
  caseTimeout?: number;
  signal?: AbortSignal;
  /** ms of `performance.now()`. */
  deadline?: number;
}

/**
 * Runs cases in workers where that helps: if there are to be several at a time, or if subject or problem is a module, whose
 * faults a worker keeps from us. A function can only run here, and with it what else there is.
 *
 * @throws {InputError} if no worker can be started, or a module holds no working optimizer or problem
 */
export async function openExecutor(options: ExecutorOptions): Promise<Executor> {
  const { jobs, subject, problem, data, caseTimeout = CASE_TIMEOUT, signal, deadline } = options;
  const backend = options.backend.name, isHere = options.optimizer !== undefined || options.makeProblem !== undefined;
  if (!(caseTimeout > 0)) {
    throw new InputError("caseTimeout", `must be a number of seconds above 0: it is ${caseTimeout}`);
  }
  if (isHere || !subject && !problem && jobs === 1) {
    return inProcess({
      ...{ backend, data, signal, deadline },
      subject: options.optimizer ?? (subject && await loadSubject(subject.module, { ...subject, backend })),
      problem: options.makeProblem ?? (problem && await loadProblem(problem.module, { ...problem, backend })),
    });
  }
  const pool = new Pool({ jobs, backend, subject, problem, data, caseTimeout, signal, deadline });
  try {
    if (subject || problem) await pool.start();
  } catch (error) {
    pool.close();
    throw error;
  }
  return pool;
}

/**
 * How many cases to run at a time: what was asked for, or one for each core, but no more than there is work for. One
 * GPU runs one thing after the other: cases that take turns on it only wait for each other.
 *
 * @param work the properties to be checked, each with the cases to judge
 * @throws {InputError} if what was asked for is not a whole number in 1..256
 */
export function jobsFor(
  asked: number | undefined,
  { backend, work }: { backend: BackendInfo; work: readonly { property: StabilityProperty; cases: number }[] },
): number {
  if (asked !== undefined) {
    if (Number.isInteger(asked) && asked >= 1 && asked <= MAX_JOBS) return asked;
    throw new InputError("jobs", `must be a whole number from 1 to ${MAX_JOBS}: it is ${asked}`);
  }
  if (backend.name === "webgpu") return 1;
  const steps = work.reduce(
    (sum, { property: { scope }, cases }) => sum + cases * mean([scope.steps.low, scope.steps.high]),
    0,
  );
  return Math.max(1, Math.min(navigator.hardwareConcurrency, MAX_JOBS, Math.floor(steps / STEPS_PER_JOB)));
}
