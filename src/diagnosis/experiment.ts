import { type Cure, measured, median } from "../core/mod.ts";
import { finite } from "./_numbers.ts";
import type { Laboratory, Outcome } from "./laboratory.ts";
import type { Change } from "./mechanism.ts";
import { type Case, count, fitting, MAY_FAIL, type Pair, runFresh } from "./pairs.ts";

/** The share of cured runs that may fail for a change to be of help at all. */
export const HELPS = 0.5;

/** What a change made of the case, and the cured run of its own seeds. */
export interface Experiment {
  change: Change;
  cure: Cure;
  /** Undefined if it would have been too long. */
  outcome?: Outcome;
}

/**
 * Tries a change: on the case's own seeds, and where it holds there on fresh ones, the same un-cured and cured. It is over as
 * soon as it is lost.
 */
export async function tryChange(change: Change, found: Case, lab: Laboratory): Promise<Experiment> {
  const { intervention, setup } = change;
  lab.options.onTrial?.(`${intervention}: ${change.change}`);
  const pair = fitting({ uncured: { config: found.config }, cured: setup }, found);
  const cure: Cure = {
    intervention,
    change: change.change,
    ...change.restores && { restores: true },
    config: setup.config,
    ...setup.backend && setup.backend !== "auto" && { backend: setup.backend },
    size: 0,
    holds: false,
    uncured: { failed: 0, runs: 0 },
    cured: { failed: 0, runs: 0 },
    outcome: "not-cured",
    cost: { finalLoss: null, stepsToUncuredBest: null, uncuredStepOfBest: null },
  };
  if (!pair) return { change, cure: { ...cure, outcome: "not-tried" } };
  const outcome = await lab.run(pair.cured), shorter = await withoutHorizon(change, found, lab) ?? outcome;
  Object.assign(cure, {
    size: Math.abs(logDose(outcome, found)),
    holds: isClear(outcome, found) && isClear(shorter, found),
  });
  if (!cure.holds) {
    if (isLater(outcome, found)) cure.outcome = "delayed";
    else if (isStalled(outcome, found)) cure.outcome = "stalled";
    return { change, cure, outcome };
  }
  const pairs = await runPairs(pair, { seeds: found.seeds, cure }, lab);
  if (cure.cured.failed <= MAY_FAIL * found.seeds) cure.outcome = "cured";
  cure.cost = costOf([...pairs, { uncured: found.outcome, cured: outcome }]);
  return { change, cure, outcome };
}

/** The changed run over no more than the case's own steps, whose evaluations stand closer. */
async function withoutHorizon({ setup }: Change, found: Case, lab: Laboratory): Promise<Outcome | undefined> {
  if (found.horizon === 1) return undefined;
  const pair = fitting({ uncured: { config: found.config }, cured: setup }, { ...found, horizon: 1 });
  return pair && await lab.run(pair.cured);
}

/** Stable, where the case rises by more than a narrow margin; how much it learns in as many steps is of no account. */
function isClear({ fails, truth }: Outcome, { outcome }: Case): boolean {
  return !fails && (!truth.borderline || outcome.truth.judgement === "no-progress");
}

/** Fails in the end, but at a rate x steps at which the un-cured run had failed. */
function isLater(outcome: Outcome, { onset }: Case): boolean {
  const { judgement, onset: later } = outcome.truth;
  return judgement !== "no-progress" && later !== null && later > 2 * onset;
}

/** No longer rises, but learns nothing. */
function isStalled({ truth }: Outcome, { outcome }: Case): boolean {
  return truth.judgement === "no-progress" && outcome.truth.judgement !== "no-progress";
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
    if (cure.cured.failed > HELPS * seeds) break;
  }
  return pairs;
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
  return measured(trace, "evaluation").map(({ step, values: [loss, accuracy] }) => ({ step, loss, accuracy }));
}
