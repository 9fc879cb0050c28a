import {
  type Diagnosis,
  type DiagnosisCurve,
  type Finding,
  measured,
  type Mechanism,
  type Standing,
  type TrainingConfig,
} from "../core/mod.ts";
import { finiteOnly } from "./_numbers.ts";
import { curveOf } from "./curves.ts";
import { type Experiment, tryChange } from "./experiment.ts";
import { Cut, type Laboratory, type Setup } from "./laboratory.ts";
import { type MechanismRule, refuted, type Suspicion } from "./mechanism.ts";
import { MECHANISM_RULES } from "./mechanisms/mod.ts";
import type { Observation } from "./observation.ts";
import { type Case, horizonOf, MUST_FAIL } from "./pairs.ts";
import { tryAbove, tryRival } from "./rivals.ts";
import { bestOf, cures, isBelow, ranked, standingOf } from "./standing.ts";

/** Measurements of the stability ratio along a cured run, about. */
const MEASUREMENTS = 48;
/** Of a cured run that takes longer, so many times the steps of the failing one are shown. */
const SHOWN = 3;

/** What an explanation works with. */
export interface Work {
  lab: Laboratory;
  seeds: number;
}

/** Fills in findings as they are made, so that what is cut short has them. */
export async function explain(diagnosis: Diagnosis, observation: Observation, { lab, seeds }: Work): Promise<void> {
  const { config, outcome, onset } = observation, fresh = { config, outcome, onset, seeds };
  const suspicions: [MechanismRule, Suspicion][] = [], best = new Map<Mechanism, Experiment>();
  try {
    for (const rule of MECHANISM_RULES) suspicions.push([rule, await suspicionOf(rule, observation, lab)]);
    const found: Case = { ...fresh, horizon: diagnosis.horizon = await horizonOf(fresh, lab) };
    for (const [{ name }, suspicion] of suspicions) {
      // What is proven needs no rival but its own: the others are not tried.
      const isProven = diagnosis.findings.some(({ standing }) => standing === "proven");
      const isOpen = suspicion.plausible && !isProven, tried = isOpen ? await search(suspicion, found, lab) : [];
      const first = bestOf(tried, found);
      if (first) best.set(name, first);
      diagnosis.findings.push(findingOf(name, suspicion, {
        standing: suspicion.plausible && isProven ? "unknown" : standingOf(name, suspicion, { tried, found }),
        tried,
      }));
    }
  } finally {
    const open = suspicions.slice(diagnosis.findings.length);
    for (const [{ name }, suspicion] of open) {
      diagnosis.findings.push(
        findingOf(name, suspicion, { standing: suspicion.plausible ? "unknown" : "refuted", tried: [] }),
      );
    }
    conclude(diagnosis);
  }
  const first = diagnosis.mechanism && best.get(diagnosis.mechanism);
  if (first?.cure.outcome === "cured") diagnosis.curves.cured = await curedCurve(first, { lab, config });
}

function findingOf(
  mechanism: Mechanism,
  { says, evidence }: Suspicion,
  { standing, tried }: { standing: Standing; tried: readonly Experiment[] },
): Finding {
  return { mechanism, standing, says, evidence: finiteOnly(evidence), cures: tried.map(({ cure }) => cure) };
}

function conclude(diagnosis: Diagnosis): void {
  const findings = ranked(diagnosis.findings), [first] = findings;
  diagnosis.findings = findings;
  if (first?.standing !== "proven" && first?.standing !== "supported") return;
  diagnosis.mechanism = first.mechanism;
  diagnosis.standing = first.standing;
}

/** What an optimizer throws under another's rule is no cause. */
async function suspicionOf(rule: MechanismRule, observation: Observation, lab: Laboratory): Promise<Suspicion> {
  try {
    return await rule.examine(observation, lab);
  } catch (error) {
    if (error instanceof Cut) throw error;
    return refuted(`It could not be examined: ${(error as Error).message}`);
  }
}

/** The experiments up to the first change that cures, that one beside its rival; of a rate, up to one below the bound. */
async function search({ changes, evidence }: Suspicion, found: Case, lab: Laboratory): Promise<Experiment[]> {
  const tried: Experiment[] = [], { predictedBound: bound } = evidence;
  for (const change of changes) {
    const experiment = await orNothing(tryChange(change, found, lab));
    if (!experiment) continue;
    const { cure } = experiment;
    tried.push(experiment);
    if (!cures(cure, found)) continue;
    if (change.intervention !== "rate") {
      cure.rival = await tryRival(cure, found, lab);
      break;
    }
    if (cure.uncured.failed < MUST_FAIL * found.seeds) {
      cure.above = await tryAbove(found, lab);
      break;
    }
    if (typeof bound !== "number" || isBelow(cure, bound)) break;
  }
  return tried;
}

/** What an optimizer throws where it is changed is no cure. */
async function orNothing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Cut) throw error;
  }
}

/** The cured run over its own steps, at most a few times those of the failing one. */
async function curedCurve(
  { change: { setup }, cure }: Experiment,
  { lab, config }: { lab: Laboratory; config: TrainingConfig },
): Promise<DiagnosisCurve> {
  const steps = Math.min(cure.config.steps, SHOWN * config.steps),
    shown: Setup = { ...setup, config: { ...setup.config, steps } };
  const every = Math.max(1, Math.floor(steps / MEASUREMENTS)), outcome = await lab.run(shown);
  const trace = await lab.train(shown, [{ name: "stability-ratio", every }]);
  return curveOf(outcome, measured(trace, "stability-ratio").map(({ step, values: [pi] }) => ({ step, pi })));
}
