import { absoluteRate, atRate, type Diagnosis, type Finding, measured, type TrainingConfig } from "../core/mod.ts";
import { curveOf } from "./curves.ts";
import { type Case, type Experiment, horizonOf, MUST_FAIL, tryAbove, tryChange, tryRival } from "./experiment.ts";
import { Cut, Laboratory, type LaboratoryOptions, type Outcome, type Setup } from "./laboratory.ts";
import { MECHANISM_RULES } from "./mechanisms/mod.ts";
import { type MechanismRule, refuted, type Suspicion } from "./mechanism.ts";
import { type Observation, observe } from "./observation.ts";
import { cures, ranked, standingOf } from "./standing.ts";
import { digits } from "./_words.ts";

/** How a failing config is diagnosed. */
export interface DiagnoseOptions extends LaboratoryOptions {
  /** Paired fresh seeds of the proof, 10..100. Default 10. */
  seeds?: number;
}

/** Measurements of the stability ratio along a cured run, about. */
const MEASUREMENTS = 48;

/**
 * Why a config fails. It is run again and measured; each mechanism says by the numbers whether it may be the cause; of each that
 * may, the smallest change is looked for that removes the failure, and proven on paired fresh seeds beside a change of
 * equal size that a rival would have as cure. See {@linkcode Diagnosis}.
 *
 * What is cut short by `signal` or `deadline` keeps what is known by then.
 *
 * @throws {InputError} if the config names what is not given
 */
export async function diagnose(given: TrainingConfig, options: DiagnoseOptions = {}): Promise<Diagnosis> {
  const config = atRate(given, absoluteRate(given)), lab = new Laboratory(options);
  const outcome = await lab.run({ config }), { truth, trace } = outcome, { judgement, onset } = truth;
  const diagnosis: Diagnosis = {
    config,
    horizon: 1,
    failure: { judgement, onset, evidence: evidenceOf(outcome) },
    mechanism: null,
    standing: "unknown",
    findings: [],
    notes: [],
    curves: { uncured: curveOf(outcome, []) },
    backend: trace.backend,
    tally: lab.tally,
  };
  try {
    const observation = await observe(config, outcome, lab);
    diagnosis.curves.uncured = curveOf(outcome, observation.ratios);
    if (outcome.fails) await explain(diagnosis, observation, { lab, seeds: options.seeds ?? 10 });
    else diagnosis.notes.push(...notesOf(observation));
  } catch (error) {
    if (!(error instanceof Cut)) throw error;
    diagnosis.cut = error.why;
  }
  return diagnosis;
}

function evidenceOf({ truth }: Outcome): Diagnosis["failure"]["evidence"] {
  const { lossAtStart, lossAtBest, stepOfBest, lossAtEnd, accuracyAtBest, accuracyAtEnd } = truth;
  const numbers = { lossAtStart, lossAtBest, stepOfBest, lossAtEnd, accuracyAtBest, accuracyAtEnd };
  return Object.fromEntries(Object.entries(numbers).filter(([, value]) => Number.isFinite(value)));
}

interface Work {
  lab: Laboratory;
  seeds: number;
}

/** Fills in findings as they are made, so that what is cut short has them. */
async function explain(diagnosis: Diagnosis, observation: Observation, { lab, seeds }: Work): Promise<void> {
  const { config, outcome, onset } = observation, fresh = { config, outcome, onset, seeds };
  const found: Case = { ...fresh, horizon: await horizonOf(fresh, lab) };
  diagnosis.horizon = found.horizon;
  const cured = new Map<Finding, Experiment>();
  const suspicions: [MechanismRule, Suspicion][] = [];
  for (const rule of MECHANISM_RULES) suspicions.push([rule, await suspicionOf(rule, observation, lab)]);
  for (const [{ name }, suspicion] of suspicions) {
    // What is proven needs no rival but its own: the others are not tried.
    const isOpen = suspicion.plausible && !diagnosis.findings.some(({ standing }) => standing === "proven");
    const tried = isOpen ? await search(suspicion, found, lab) : [];
    const best = tried.find(({ cure }) => cures(cure, found)), restores = best?.change.restores === true;
    const finding: Finding = {
      mechanism: name,
      standing: suspicion.plausible && !isOpen
        ? "unknown"
        : standingOf(name, suspicion, { cures: tried.map(({ cure }) => cure), restores, found }),
      says: suspicion.says,
      evidence: suspicion.evidence,
      cures: tried.map(({ cure }) => cure),
    };
    if (best) cured.set(finding, best);
    diagnosis.findings.push(finding);
  }
  const order = ranked(diagnosis.findings), [first] = order;
  const best = [...cured].find(([{ mechanism }]) => mechanism === first.mechanism)?.[1];
  diagnosis.findings = order;
  diagnosis.standing = first.standing === "refuted" ? "unknown" : first.standing;
  if (first.standing === "proven" || first.standing === "supported") diagnosis.mechanism = first.mechanism;
  if (best) diagnosis.curves.cured = await curedCurve(best, lab);
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

/** The experiments up to the first change that cures; that one beside its rival. */
async function search({ changes }: Suspicion, found: Case, lab: Laboratory): Promise<Experiment[]> {
  const tried: Experiment[] = [];
  for (const change of changes) {
    const experiment = await tryChange(change, found, lab);
    tried.push(experiment);
    if (!cures(experiment.cure, found)) continue;
    const { cure } = experiment;
    if (change.intervention !== "rate") cure.rival = await tryRival(cure, found, lab);
    else if (cure.uncured.failed < MUST_FAIL * found.seeds) cure.above = await tryAbove(found, lab);
    break;
  }
  return tried;
}

async function curedCurve({ cure, outcome }: Experiment, lab: Laboratory): Promise<Diagnosis["curves"]["cured"]> {
  const every = Math.max(1, Math.floor(cure.config.steps / MEASUREMENTS)), setup: Setup = { config: cure.config };
  const trace = await lab.train(setup, [{ name: "stability-ratio", every }]).catch(() => undefined);
  const ratios = trace ? measured(trace, "stability-ratio").map(({ step, values: [pi] }) => ({ step, pi })) : [];
  return curveOf(outcome, ratios);
}

/** A stable run that was past the bound came back by itself. */
function notesOf({ ratios, outcome: { truth }, onset }: Observation): string[] {
  const past = ratios.filter(({ pi }) => pi > 1), notes: string[] = [];
  if (past.length === 0) return notes;
  const largest = Math.max(...past.map(({ pi }) => pi)), late = past.filter(({ step }) => step > onset / 2).length;
  notes.push(
    `The stability ratio was above 1 at ${past.length} of ${ratios.length} measurements, up to ${
      digits(largest)
    }, and the run is ` +
      `stable all the same: it stabilises itself${
        late > 0 ? ", at the edge of stability" : ", a catapult early on"
      }. No defect.`,
  );
  if (truth.borderline) notes.push("It is stable by a narrow margin: thresholds 20 % off would call it otherwise.");
  return notes;
}
