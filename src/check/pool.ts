import { InputError, type TrainingConfig, violated } from "../core/mod.ts";
import type { OwnData } from "../data/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import type { StabilityProperty } from "../stability/mod.ts";
import { after } from "./after.ts";
import { type Case, cutCase, emptyTally } from "./case.ts";
import { CaseWorker, type Loss } from "./case_worker.ts";
import type { Executor, RunOptions } from "./executor.ts";
import { type Answer, fromThrown, type NamedModule } from "./messages.ts";

/** Seconds that a worker may take to be ready at least: a case may be granted less. */
const START_TIMEOUT = 30;

/** What a pool is made of. */
export interface PoolOptions {
  /** Workers at a time; each is started when there is a case for it. */
  jobs: number;
  backend: BackendName;
  subject?: NamedModule;
  problem?: NamedModule;
  /** Sent to each worker. */
  data?: OwnData;
  /** Seconds that one case may take; a worker that takes longer has hung. */
  caseTimeout: number;
  /** Ends all workers at once; what is not done by then is cut. */
  signal?: AbortSignal;
  /** Likewise, ms of `performance.now()`. */
  deadline?: number;
}

/** A worker whose last case took less than this gets the next one before it has answered, ms: the way is as long then. */
const SHORT = 50;

/** A worker, and how many cases it was given that are not answered. */
interface Seat {
  worker: CaseWorker;
  taken: number;
  /** Whether its last case was short. */
  isQuick: boolean;
}

/** Runs cases in workers. One that crashes or hangs is replaced, and its case is a violation that says so. */
export class Pool implements Executor {
  /** How many cases run at a time. */
  readonly jobs: number;
  readonly #options: PoolOptions;
  readonly #seats = new Set<Seat>();
  #waiting: (() => void)[] = [];
  #stopped?: "aborted" | "deadline";
  readonly #callOff: () => void;

  /** Starts no worker yet. */
  constructor(options: PoolOptions) {
    const { signal, deadline = Infinity } = options, abort = () => this.#stop("aborted");
    this.#options = options;
    this.jobs = options.jobs;
    const callOff = after(deadline - performance.now(), () => this.#stop("deadline"));
    signal?.addEventListener("abort", abort);
    this.#callOff = () => {
      callOff();
      signal?.removeEventListener("abort", abort);
    };
    if (signal?.aborted) abort();
  }

  /**
   * Starts one worker, so that what is wrong with all of them shows before the work.
   *
   * @throws {InputError} if no worker can be started, or the subject cannot be loaded there or makes no working optimizer
   */
  async start(): Promise<void> {
    if (!this.#stopped) this.#leave(await this.#startOne());
  }

  async run(
    property: StabilityProperty,
    config: TrainingConfig,
    { dropped, until }: RunOptions = {},
  ): Promise<Case> {
    const question = { kind: "case", property: property.name, config, until } as const;
    for (;;) {
      const seat = await this.#takeSeat(), start = performance.now();
      if (!seat) return cutCase(config, this.#stopped!);
      try {
        if (this.#stopped || dropped?.aborted) return cutCase(config, this.#stopped ?? "aborted");
        const answer = await seat.worker.ask(question, this.#options.caseTimeout);
        seat.isQuick = performance.now() - start < SHORT;
        // It waited behind a case that cost the worker.
        if (answer.kind !== "unheard") return this.#caseOf(config, answer);
      } finally {
        this.#leave(seat);
      }
    }
  }

  close(): void {
    this.#callOff();
    this.#stop("aborted");
  }

  #stop(why: "aborted" | "deadline"): void {
    this.#stopped ??= why;
    for (const { worker } of this.#seats) worker.end();
    this.#wake();
  }

  /** A place for a case: at an idle worker, at a new one, or behind a short case; none once the pool is stopped. */
  async #takeSeat(): Promise<Seat | undefined> {
    while (!this.#stopped) {
      const seats = [...this.#seats], idle = seats.find(({ taken }) => taken === 0);
      if (!idle && seats.length < this.jobs) return await this.#startOne();
      const seat = idle ?? seats.find(({ taken, isQuick }) => taken === 1 && isQuick);
      if (seat) {
        seat.taken++;
        return seat;
      }
      await new Promise<void>((resume) => this.#waiting.push(resume));
    }
  }

  /** Gives a place back. A worker may be lost by its case, or later by what that left behind. */
  #leave(seat: Seat): void {
    seat.taken--;
    this.#wake();
  }

  /** Those that wait look again, in their order. */
  #wake(): void {
    for (const seat of this.#seats) if (seat.worker.loss) this.#seats.delete(seat);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }

  /** A new worker, with one place taken. */
  async #startOne(): Promise<Seat> {
    const { backend, subject, problem, data, caseTimeout } = this.#options,
      limit = Math.max(caseTimeout, START_TIMEOUT);
    const unfit = (reason: string, options?: ErrorOptions) =>
      subject || problem
        ? new InputError(
          subject ? "module" : "problemModule",
          `must load and train two steps in a worker: ${reason}`,
          options,
        )
        : new InputError("jobs", `must be 1 here, as no worker can be started: ${reason}`, options);
    const seat: Seat = { worker: newWorker(unfit), taken: 1, isQuick: false };
    this.#seats.add(seat);
    const answer = await seat.worker.ask({ kind: "start", backend, subject, problem, data }, limit);
    // Of a pool that was stopped meanwhile, the worker gives no other answer.
    if (answer.kind === "ready" || answer.kind === "stopped") return seat;
    seat.worker.end();
    this.#leave(seat);
    if (answer.kind === "thrown") throw fromThrown(answer.error);
    throw unfit(answer.kind === "crashed" ? answer.reason : `it was not ready within ${limit} s`);
  }

  #caseOf(config: TrainingConfig, answer: Answer | Loss): Case {
    switch (answer.kind) {
      case "case":
        return answer.case;
      case "thrown":
        throw fromThrown(answer.error);
      case "crashed":
        return lostCase(config, answer.kind, `its worker crashed: ${answer.reason}`);
      case "hung":
        return lostCase(config, answer.kind, `it did not end within ${this.#options.caseTimeout} s: its worker hung`);
      default:
        return cutCase(config, this.#stopped ?? "aborted");
    }
  }
}

function newWorker(unfit: (reason: string, options: ErrorOptions) => InputError): CaseWorker {
  try {
    return new CaseWorker();
  } catch (error) {
    throw unfit(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function lostCase(config: TrainingConfig, lost: NonNullable<Case["lost"]>, witness: string): Case {
  return { config, runs: [], verdict: violated(lost, { witness, evidence: {} }), tally: emptyTally(), lost };
}
