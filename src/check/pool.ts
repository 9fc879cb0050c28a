import { InputError, type TrainingConfig, violated } from "../core/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import type { StabilityProperty } from "../stability/mod.ts";
import { after } from "./after.ts";
import { type Case, cutCase, emptyTally } from "./case.ts";
import { CaseWorker, type Loss } from "./case_worker.ts";
import type { Executor } from "./executor.ts";
import { type Answer, fromThrown, type SubjectModule } from "./messages.ts";

/** Seconds that a worker may take to be ready at least: a case may be granted less. */
const START_TIMEOUT = 30;

/** What a pool is made of. */
export interface PoolOptions {
  /** Workers at a time; each is started when there is a case for it. */
  jobs: number;
  backend: BackendName;
  subject?: SubjectModule;
  /** Seconds that one case may take; a worker that takes longer has hung. */
  caseTimeout: number;
  /** Ends all workers at once; what is not done by then is cut. */
  signal?: AbortSignal;
  /** Likewise, ms of `performance.now()`. */
  deadline?: number;
}

/** Runs cases in workers. One that crashes or hangs is replaced, and its case is a violation that says so. */
export class Pool implements Executor {
  /** How many cases run at a time. */
  readonly jobs: number;
  readonly #options: PoolOptions;
  readonly #workers = new Set<CaseWorker>();
  readonly #idle: CaseWorker[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
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
    if (!this.#stopped) this.#idle.push(await this.#startOne());
  }

  async run(
    property: StabilityProperty,
    config: TrainingConfig,
    { dropped }: { dropped?: AbortSignal } = {},
  ): Promise<Case> {
    if (this.#busy === this.jobs) await new Promise<void>((resume) => this.#waiting.push(resume));
    else this.#busy++;
    try {
      if (this.#stopped || dropped?.aborted) return cutCase(config, this.#stopped ?? "aborted");
      const worker = this.#takeIdle() ?? await this.#startOne();
      const answer = await worker.ask({ kind: "case", property: property.name, config }, this.#options.caseTimeout);
      this.#idle.push(worker);
      return this.#caseOf(config, answer);
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy--;
    }
  }

  close(): void {
    this.#callOff();
    this.#stop("aborted");
  }

  #stop(why: "aborted" | "deadline"): void {
    this.#stopped ??= why;
    for (const worker of this.#workers) worker.end();
    this.#workers.clear();
  }

  /** One that can work still: a worker may be lost by its case, or later by what that left behind. */
  #takeIdle(): CaseWorker | undefined {
    for (let worker = this.#idle.pop(); worker; worker = this.#idle.pop()) {
      if (!worker.loss) return worker;
      this.#workers.delete(worker);
    }
  }

  async #startOne(): Promise<CaseWorker> {
    const { backend, subject, caseTimeout } = this.#options, limit = Math.max(caseTimeout, START_TIMEOUT);
    const unfit = (reason: string, options?: ErrorOptions) =>
      subject
        ? new InputError("module", `must load and train two steps in a worker: ${reason}`, options)
        : new InputError("jobs", `must be 1 here, as no worker can be started: ${reason}`, options);
    const worker = newWorker(unfit);
    this.#workers.add(worker);
    const answer = await worker.ask({ kind: "start", backend, subject }, limit);
    // Of a pool that was stopped meanwhile, the worker gives no other answer.
    if (answer.kind === "ready" || answer.kind === "stopped") return worker;
    worker.end();
    this.#workers.delete(worker);
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
