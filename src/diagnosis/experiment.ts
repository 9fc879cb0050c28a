import { absoluteRate, atRate, type Cure, median, type TrainingConfig, type Trials } from "../core/mod.ts";
import { digits } from "./_words.ts";
import { type Laboratory, type Outcome, type Setup, withFreshSeed } from "./laboratory.ts";
import type { Change } from "./mechanism.ts";
import { atLowerRate } from "./mechanisms/rate_above_bound.ts";

/** The share of un-cured runs that must fail, and of cured ones that may. */
export const MUST_FAIL = 0.8, MAY_FAIL = 0.1;
/** The share of a rival's runs that must fail for it to be no cure. */
const RIVAL_FAILS = 0.5;
/** A rival's change is no smaller than this factor. */
const LEAST_FACTOR = 1.1;
/** Steps of a run at a lower rate at most, unless the case's own are more than a quarter of that. */
const MOST_STEPS = 6000;
/** How far beyond the onset un-cured runs go at least, in times of it, where their cured ones would be too long. */
const AFTER_ONSET = 3;

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

/** Horizons that are tried, in times the config's own steps. */
const HORIZONS = [1, 4, 16];
/** Steps that a longer horizon may have. */
const LONGEST = 20_000;

/**
 * How many times its steps a config must be trained for its failure to come with most seeds: a shrunk one fails with its own
 * at its very end. The first at which enough of the fresh seeds fail; else that at which most do.
 */
export async function horizonOf(found: Omit<Case, "horizon">, lab: Laboratory): Promise<number> {
  const { config, outcome, seeds } = found, { schedule } = config.optimizer;
  if (outcome.truth.judgement === "no-progress" || schedule.kind !== "constant") return 1;
  let best = { horizon: 1, failed: -1 };
  for (const horizon of HORIZONS.filter((times) => times === 1 || times * config.steps <= LONGEST)) {
    lab.options.onTrial?.(`fresh seeds over ${horizon * config.steps} steps`);
    let failed = 0;
    for (let k = 0; k < seeds; k++) if ((await runFresh(scaled({ config }, horizon), k, lab)).fails) failed++;
    if (failed > best.failed) best = { horizon, failed };
    if (failed >= MUST_FAIL * seeds) break;
  }
  return best.horizon;
}

/** What a change made of the case, and the cured run of its own seeds. */
export interface Experiment {
  change: Change;
  cure: Cure;
  outcome: Outcome;
}

/**
 * Tries a change: on the case's own seeds, and where it holds there on fresh ones, the same un-cured and cured. It is over as
 * soon as it is lost: more cured runs failed than may, or more un-cured ones held.
 */
export async function tryChange(change: Change, found: Case, lab: Laboratory): Promise<Experiment> {
  lab.options.onTrial?.(`${change.intervention}: ${change.change}`);
  const pair = fitting({ uncured: { config: found.config }, cured: change.setup }, found);
  const outcome = await lab.run(pair.cured), size = Math.abs(logDose(outcome, found));
  const cure: Cure = {
    intervention: change.intervention,
    change: change.change,
    config: pair.cured.config,
    size,
    holds: !outcome.fails,
    uncured: { failed: 0, runs: 0 },
    cured: { failed: 0, runs: 0 },
    outcome: outcome.fails ? isLater(outcome, found) ? "delayed" : "not-cured" : "cured",
    cost: { finalLoss: null, stepsToUncuredBest: null, uncuredStepOfBest: null },
  };
  if (outcome.fails) return { change, cure, outcome };
  const pairs = await runPairs(pair, { seeds: found.seeds, cure }, lab);
  if (cure.cured.failed > MAY_FAIL * found.seeds) cure.outcome = "not-cured";
  cure.cost = costOf([...pairs, { uncured: found.outcome, cured: outcome }]);
  return { change, cure, outcome };
}

/** Fails in the end, but at a rate x steps at which the un-cured run had failed. */
function isLater(outcome: Outcome, { onset }: Case): boolean {
  const { judgement, onset: later } = outcome.truth;
  return judgement !== "no-progress" && later !== null && later > 2 * onset;
}

/** Two setups of which the second may take more steps. */
interface Pair {
  uncured: Setup;
  cured: Setup;
}

/**
 * The pair over the case's horizon. A lower rate asks for as many more steps, as what is only delayed comes all the same. Where
 * those are too many, un-cured runs are cut to a few times the onset, so that at equal rate x steps they have failed;
 * cured ones are no shorter than the case. What has not learned at all is not delayed: it is left at its own steps.
 */
function fitting({ uncured, cured }: Pair, { config, onset, outcome, horizon }: Case): Pair {
  const own = horizon * config.steps, longer = cured.config.steps / config.steps, most = Math.max(MOST_STEPS, 4 * own);
  if (longer * own <= most) return { uncured: scaled(uncured, horizon), cured: scaled(cured, horizon) };
  const steps = Math.min(own, AFTER_ONSET * onset), share = steps / config.steps;
  if (outcome.truth.judgement === "no-progress") {
    return { uncured: scaled(uncured, horizon), cured: withSteps(cured, most) };
  }
  return { uncured: scaled(uncured, share), cured: withSteps(cured, Math.max(own, Math.min(longer * steps, most))) };
}

function withSteps(setup: Setup, steps: number): Setup {
  return { ...setup, config: { ...setup.config, steps: Math.max(1, Math.ceil(steps)) } };
}

function scaled(setup: Setup, times: number): Setup {
  return times === 1 ? setup : withSteps(setup, times * setup.config.steps);
}

async function runPairs(
  { uncured, cured }: Pair,
  { seeds, cure }: { seeds: number; cure: Cure },
  lab: Laboratory,
): Promise<{ uncured: Outcome; cured: Outcome }[]> {
  const pairs = [];
  for (let k = 0; k < seeds; k++) {
    const pair = { uncured: await runFresh(uncured, k, lab), cured: await runFresh(cured, k, lab) };
    count(cure.uncured, pair.uncured);
    count(cure.cured, pair.cured);
    pairs.push(pair);
    if (cure.cured.failed > MAY_FAIL * seeds) break;
  }
  return pairs;
}

async function runFresh(setup: Setup, k: number, lab: Laboratory): Promise<Outcome> {
  return await lab.run({ ...setup, config: withFreshSeed(setup.config, k) });
}

function count(trials: Trials, { fails }: Outcome): void {
  trials.runs++;
  if (fails) trials.failed++;
}

/** The mean of ln(step length) before the case's onset, beside that of the case. */
function logDose({ trace }: Outcome, { outcome, onset }: Case): number {
  const steps = Math.max(1, Math.min(onset, trace.updateNorm.length, outcome.trace.updateNorm.length));
  let sum = 0, counted = 0;
  for (let t = 0; t < steps; t++) {
    const ratio = Math.log(trace.updateNorm[t] / outcome.trace.updateNorm[t]);
    if (!Number.isFinite(ratio)) continue;
    sum += ratio;
    counted++;
  }
  return counted === 0 ? 0 : sum / counted;
}

/**
 * What the rate would have as cure: a cut by the factor by which a change shortens, or lengthens, the steps before the
 * onset, at equal rate x steps. It is no cure if half of its runs fail.
 */
export async function tryRival(cure: Cure, found: Case, lab: Laboratory): Promise<NonNullable<Cure["rival"]>> {
  const factor = Math.max(LEAST_FACTOR, Math.exp(cure.size));
  const { change, setup } = atLowerRate(found.config, absoluteRate(found.config) / factor),
    cured = { failed: 0, runs: 0 };
  lab.options.onTrial?.(`rival: ${change}`);
  const most = RIVAL_FAILS * found.seeds, pair = fitting({ uncured: { config: found.config }, cured: setup }, found);
  for (let k = 0; k < found.seeds && cured.failed < most && cured.runs - cured.failed <= found.seeds - most; k++) {
    count(cured, await runFresh(pair.cured, k, lab));
  }
  return { change, cured };
}

/** Factors on the rate by which a run is taken further above the bound. */
const ABOVE = [3, 10];

/** The first rate above the case's own at which enough of the fresh seeds fail; none if none is. */
export async function tryAbove(found: Case, lab: Laboratory): Promise<Cure["above"]> {
  const { config, horizon, seeds } = found, own = absoluteRate(config);
  for (const factor of ABOVE) {
    const uncured = { failed: 0, runs: 0 }, higher = scaled({ config: atRate(config, factor * own) }, horizon);
    for (let k = 0; k < seeds; k++) count(uncured, await runFresh(higher, k, lab));
    if (uncured.failed < MUST_FAIL * seeds) continue;
    return { change: `learningRate ${digits(own)} -> ${digits(factor * own)}`, uncured };
  }
}

/** Whether a rival's runs failed so often that it is no cure. */
export function rivalFails({ cured }: NonNullable<Cure["rival"]>, { seeds }: Case): boolean {
  return cured.failed >= RIVAL_FAILS * seeds;
}

function costOf(pairs: { uncured: Outcome; cured: Outcome }[]): Cure["cost"] {
  const reached = pairs.map(({ uncured, cured }) => {
    const best = uncured.truth.lossAtBest;
    return evaluations(cured).find(({ loss }) => loss <= best)?.step ?? Infinity;
  });
  return {
    finalLoss: finite(median(pairs.map(({ cured }) => cured.truth.lossAtEnd))),
    stepsToUncuredBest: finite(median(reached)),
    uncuredStepOfBest: finite(median(pairs.map(({ uncured }) => uncured.truth.stepOfBest))),
  };
}

/** Loss and accuracy of all samples along a run. */
export function evaluations({ trace }: Outcome): { step: number; loss: number; accuracy: number }[] {
  return trace.measurements.filter(({ quantity }) => quantity === "evaluation")
    .map(({ step, values: [loss, accuracy] }) => ({ step, loss, accuracy }));
}

/** A number that JSON can hold. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
