import { type Simpler, stepsWithin } from "../arbitraries/mod.ts";
import {
  canonicalJson,
  inconclusive,
  type ScheduleSpec,
  stepWork,
  type TrainingConfig,
  type Verdict,
} from "../core/mod.ts";
import type { StabilityProperty } from "../stability/mod.ts";
import { type Case, emptyTally, isViolatedBy, type Until } from "./case.ts";
import type { Shrinking } from "./run_details.ts";

/** What attempts may take, and how one is made. */
export interface AttemptOptions {
  property: StabilityProperty;
  /** Runs the case of a candidate. */
  run: (candidate: TrainingConfig, until?: Until) => Promise<Case>;
  /** Candidates that may be tried. */
  maxShrinks: number;
  /** What they may take in all, in trainings of the failing config at full length. */
  maxWork: number;
  /** ms of `performance.now()`. */
  deadline: number;
  signal?: AbortSignal;
}

/**
 * Tries candidates, remembers which held, and counts what that took. Where the first steps of a training tell what is said of
 * fewer, one training is for all numbers of steps up to the most: it ends at the first with which it fails.
 */
export class Attempts {
  readonly spent: Pick<Shrinking, "tried" | "work"> = { tried: 0, work: 0 };
  /** Why no more are tried. */
  stopped?: Exclude<Shrinking["ended"], "minimal" | "max-work">;
  /** Whether a candidate was left out, as it might have taken more work than was left. */
  isShort = false;
  readonly #found: Case;
  readonly #options: AttemptOptions;
  /** Whether the first steps of a training tell what is said of fewer, unless its schedule hangs on their number. */
  #isTold: boolean;
  /** The most steps with which candidates held, by their JSON with 0 steps; where they are tried one by one, with their own. */
  readonly #held = new Map<string, number>();
  /** What it takes to train the smallest once more. */
  #toConfirm = 0;

  /** @param found a violation, with its runs */
  constructor(found: Case, options: AttemptOptions) {
    this.#found = found;
    this.#options = options;
    this.#isTold = options.property.bySeries === true;
  }

  /** The case of what is simpler than `current`, with the first of its steps with which it fails in the same way. */
  async failing({ config, steps }: Simpler, current: TrainingConfig): Promise<Case | undefined> {
    const isOwn = keyOf(config) === keyOf(current), isTold = this.#isTold && !hangsOnSteps(config.optimizer.schedule);
    if (isTold) {
      const { scope } = this.#options.property, most = isOwn ? current.steps : Math.max(...steps);
      return await this.#atOnce(config, [...stepsWithin(scope, most - 1), ...isOwn ? [] : [most]]);
    }
    for (const candidate of steps.map((steps) => ({ ...config, steps }))) {
      const key = canonicalJson(candidate);
      if (isOwn && candidate.steps === current.steps || this.#held.has(key)) continue;
      const tried = await this.#run(candidate);
      if (!tried) return undefined;
      if (this.#isFailing(tried)) return tried;
      this.#held.set(key, candidate.steps);
    }
  }

  /** @param steps ascending */
  async #atOnce(config: TrainingConfig, steps: readonly number[]): Promise<Case | undefined> {
    const key = keyOf(config), held = this.#held.get(key) ?? 0;
    const open = steps.filter((n) => n > held);
    if (open.length === 0) return undefined;
    const tried = await this.#run({ ...config, steps: open.at(-1)! }, open);
    if (!tried) return undefined;
    const isFailing = this.#isFailing(tried);
    this.#held.set(key, Math.max(held, ...open.filter((n) => !isFailing || n < tried.config.steps)));
    if (!isFailing) return undefined;
    this.#toConfirm = this.#workOf(tried.config, tried.tally.steps);
    return tried;
  }

  /**
   * The smallest case, run as a training of its own where the first steps of a longer one told of it; undefined if it does not
   * fail so: the optimizer looks at the number of its steps, and from now on numbers of steps are tried one by one.
   */
  async confirmed(smallest: Case): Promise<Case | undefined> {
    if (!this.#isTold || smallest === this.#found) return smallest;
    const again = await this.#options.run(smallest.config).catch(() => undefined);
    if (again?.cut) return smallest;
    if (again) this.#count(again);
    if (again && this.#isFailing(again)) return again;
    this.#isTold = false;
    this.#held.clear();
  }

  /** The case of a candidate, one on which the optimizer throws saying nothing; undefined if it is not to be tried. */
  async #run(candidate: TrainingConfig, until?: readonly number[]): Promise<Case | undefined> {
    const { run, signal, maxShrinks, maxWork, deadline } = this.#options, { spent } = this;
    const isOver = () => signal?.aborted ? "aborted" : performance.now() > deadline ? "time" : undefined;
    // One is left to confirm the smallest.
    this.stopped = isOver() ?? (spent.tried >= maxShrinks - (this.#isTold ? 1 : 0) ? "max-shrinks" : undefined);
    if (this.stopped) return undefined;
    const most = this.#workOf(candidate, candidate.steps * this.#found.runs.length);
    if (spent.work + most + (this.#isTold ? Math.max(most, this.#toConfirm) : 0) > maxWork) {
      this.isShort = true;
      return undefined;
    }
    const nothing = { config: candidate, runs: [], verdict: inconclusive("the optimizer throws"), tally: emptyTally() };
    // It fails in another way.
    const tried = await run(candidate, until && { failure: this.#failure, steps: until }).catch((): Case => nothing);
    if (tried.cut) {
      this.stopped = isOver() ?? "aborted";
      return undefined;
    }
    this.#count(tried);
    return tried;
  }

  #count({ config, tally }: Case): void {
    this.spent.tried++;
    this.spent.work += this.#workOf(config, tally.steps);
  }

  get #failure(): string {
    return (this.#found.verdict as Extract<Verdict, { kind: "violated" }>).failure;
  }

  #isFailing({ verdict }: Case): boolean {
    return isViolatedBy(verdict, this.#failure);
  }

  /** Of a problem from outside a step's work is not known: its steps are taken for alike. */
  #workOf(candidate: TrainingConfig, steps: number): number {
    const { config } = this.#found;
    return steps * (stepWork(candidate) / stepWork(config) || 1) / config.steps;
  }
}

/** All of a config but its number of steps. */
function keyOf(config: TrainingConfig): string {
  return canonicalJson({ ...config, steps: 0 });
}

/** Whether the rate at a step hangs on the number of steps in all. */
function hangsOnSteps({ kind }: ScheduleSpec): boolean {
  return kind === "exponential" || kind === "cosine";
}
