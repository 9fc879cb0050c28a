import type { TrainingConfig, Trials } from "../core/mod.ts";
import { type Laboratory, type Outcome, type Setup, withFreshSeed } from "./laboratory.ts";

/** The share of un-cured runs that must fail, and of cured ones that may. */
export const MUST_FAIL = 0.8, MAY_FAIL = 0.1;

/** The failing config, and what it is compared by. */
export interface Case {
  config: TrainingConfig;
  outcome: Outcome;
  /** The step where it fails. */
  onset: number;
  /** Paired fresh seeds. */
  seeds: number;
  /** How many times its steps it is trained, see {@linkcode horizonOf}. */
  horizon: number;
}

/** Two setups of which the second may take more steps. */
export interface Pair {
  uncured: Setup;
  cured: Setup;
}

/** Horizons that are tried, in times the config's own steps, and the steps that they may come to. */
const HORIZONS = [1, 4, 16], LONGEST = 20_000;
/** Steps of a run at a lower rate at most, unless the case's own are more than a quarter of that. */
export const MOST_STEPS = 12_000;
/** Where a step costs some twenty times as much, a run may have so many times fewer of them. */
const COSTLY = 20;
/** How far beyond the onset un-cured runs go at least, in times of it, where their cured ones would be too long. */
const AFTER_ONSET = 2;

/**
 * How many times its steps a config must be trained for its failure to come with most seeds: a shrunk one fails with its own
 * at its very end. The first at which enough of the fresh seeds fail; else that at which most do.
 */
export async function horizonOf(found: Omit<Case, "horizon">, lab: Laboratory): Promise<number> {
  const { config, outcome, seeds } = found, { schedule } = config.optimizer;
  if (outcome.truth.judgement === "no-progress" || schedule.kind !== "constant") return 1;
  let best = { horizon: 1, failed: -1 };
  const longest = isCostly(found) ? LONGEST / COSTLY : LONGEST;
  for (const horizon of HORIZONS.filter((times) => times === 1 || times * config.steps <= longest)) {
    lab.options.onTrial?.(`fresh seeds over ${horizon * config.steps} steps`);
    const { failed } = await trials(scaled({ config }, horizon), seeds, lab);
    if (failed > best.failed) best = { horizon, failed };
    if (failed >= MUST_FAIL * seeds) break;
  }
  return best.horizon;
}

/**
 * The pair over the case's horizon. A lower rate asks for as many more steps, as what is only delayed comes all the same. Where
 * those are too many, un-cured runs are cut to a few times the onset, so that at equal rate x steps they have failed;
 * cured ones are no shorter than the case. What has not learned at all is not delayed: it is left at its own steps.
 *
 * @returns undefined if even so the cured run would be too long
 */
export function fitting({ uncured, cured }: Pair, found: Case): Pair | undefined {
  const { config, onset, outcome, horizon } = found, own = horizon * config.steps;
  const longer = cured.config.steps / config.steps, most = mostSteps(found, own);
  if (longer * own <= most) return { uncured: scaled(uncured, horizon), cured: scaled(cured, horizon) };
  if (outcome.truth.judgement === "no-progress") {
    return { uncured: scaled(uncured, horizon), cured: withSteps(cured, most) };
  }
  const steps = Math.min(own, AFTER_ONSET * onset);
  if (longer * steps > most || spansTheRun(config)) return undefined;
  return { uncured: withSteps(uncured, steps), cured: withSteps(cured, Math.max(own, longer * steps)) };
}

/** The steps that a cured run may take where the un-cured one takes `own`. */
export function mostSteps(found: Pick<Case, "config" | "outcome">, own: number): number {
  return isCostly(found) ? Math.max(MOST_STEPS / COSTLY, 2 * own) : Math.max(MOST_STEPS, 4 * own);
}

/** Whether each step is composed of many operations of tfjs, or is an optimizer's or a problem's from outside. */
function isCostly({ config, outcome: { trace: { kernel } } }: Pick<Case, "config" | "outcome">): boolean {
  return kernel === "composed" || kernel === "own" || config.optimizer.kind === "subject";
}

/** Whether the schedule spans the steps of the run: over fewer of them it is another. */
function spansTheRun({ optimizer: { schedule } }: TrainingConfig): boolean {
  return schedule.kind === "exponential" || schedule.kind === "cosine";
}

/** A setup over so many times its steps. */
export function scaled(setup: Setup, times: number): Setup {
  return times === 1 ? setup : withSteps(setup, times * setup.config.steps);
}

function withSteps(setup: Setup, steps: number): Setup {
  return { ...setup, config: { ...setup.config, steps: Math.max(1, Math.ceil(steps)) } };
}

/** A setup with fresh seed k. */
export async function runFresh(setup: Setup, k: number, lab: Laboratory): Promise<Outcome> {
  return await lab.run(withSeed(setup, k));
}

function withSeed(setup: Setup, k: number): Setup {
  return { ...setup, config: withFreshSeed(setup.config, k) };
}

/** Counts a run. */
export function count(trials: Trials, { fails }: Outcome): void {
  trials.runs++;
  if (fails) trials.failed++;
}

/** A setup with the first fresh seeds: how many of the runs fail. */
export async function trials(setup: Setup, seeds: number, lab: Laboratory): Promise<Trials> {
  return { failed: await lab.failures(Array.from({ length: seeds }, (_, k) => withSeed(setup, k))), runs: seeds };
}
