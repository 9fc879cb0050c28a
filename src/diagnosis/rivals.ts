import { absoluteRate, atRate, type Cure, digits } from "../core/mod.ts";
import type { Laboratory } from "./laboratory.ts";
import type { Change } from "./mechanism.ts";
import { atLowerRate } from "./mechanisms/rate_above_bound.ts";
import { type Case, count, fitting, MUST_FAIL, runFresh, scaled, trials } from "./pairs.ts";

/** The share of a rival's runs that must fail for it to be no cure. */
const RIVAL_FAILS = 0.5;
/** A rival's change is no smaller than this factor. */
const LEAST_FACTOR = 1.1;
/** What has not learned may only need more steps: so many times its own. */
const PATIENCE = 4;
/** Factors on the rate by which a run is taken further above the bound. */
const ABOVE = [3, 10];

/**
 * What the rate would have as cure: a cut by the factor by which a change shortens, or lengthens, the steps before the
 * onset, at equal rate x steps. Of a run that has learned nothing, and of which nothing unusual is set back: more steps. It
 * is no cure if half of its runs fail.
 */
export async function tryRival(cure: Cure, found: Case, lab: Laboratory): Promise<NonNullable<Cure["rival"]>> {
  const { change, setup } = rivalOf(cure, found), cured = { failed: 0, runs: 0 }, most = RIVAL_FAILS * found.seeds;
  lab.options.onTrial?.(`rival: ${change}`);
  for (let k = 0; k < found.seeds && cured.failed < most && cured.runs - cured.failed <= found.seeds - most; k++) {
    count(cured, await runFresh(setup, k, lab));
  }
  return { change, cured };
}

function rivalOf({ size, restores }: Cure, found: Case): Pick<Change, "change" | "setup"> {
  const { config, outcome } = found;
  if (outcome.truth.judgement === "no-progress" && !restores) {
    return { change: `steps ${config.steps} -> ${PATIENCE * config.steps}`, setup: scaled({ config }, PATIENCE) };
  }
  const lower = atLowerRate(config, absoluteRate(config) / Math.max(LEAST_FACTOR, Math.exp(size)));
  const pair = fitting({ uncured: { config }, cured: lower.setup }, found);
  return { change: lower.change, setup: pair?.cured ?? lower.setup };
}

/** Whether a rival's runs failed so often that it is no cure. */
export function rivalFails({ cured }: NonNullable<Cure["rival"]>, { seeds }: Case): boolean {
  return cured.failed >= RIVAL_FAILS * seeds;
}

/** The first rate above the case's own at which enough of the fresh seeds fail; none if none is. */
export async function tryAbove(found: Case, lab: Laboratory): Promise<Cure["above"]> {
  const { config, horizon, seeds } = found, own = absoluteRate(config);
  for (const factor of ABOVE) {
    const uncured = await trials(scaled({ config: atRate(config, factor * own) }, horizon), seeds, lab);
    if (uncured.failed < MUST_FAIL * seeds) continue;
    return { change: `learningRate ${digits(own)} -> ${digits(factor * own)}`, uncured };
  }
}
