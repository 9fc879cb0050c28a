import { absoluteRate, atRate, type Diagnosis, digits, InputError, type TrainingConfig } from "../core/mod.ts";
import { finiteOnly } from "./_numbers.ts";
import { curveOf } from "./curves.ts";
import { explain } from "./explain.ts";
import { Cut, Laboratory, type LaboratoryOptions, type Outcome } from "./laboratory.ts";
import { type Observation, observe } from "./observation.ts";

/** How a failing config is diagnosed. */
export interface DiagnoseOptions extends LaboratoryOptions {
  /** Paired fresh seeds of the proof, 10..100. Default 10. */
  seeds?: number;
}

/**
 * Why a config fails. It is run again and measured; each mechanism says by the numbers whether it may be the cause; of each that
 * may, the smallest change is looked for that removes the failure, and proven on paired fresh seeds beside a change of
 * equal size that a rival would have as cure. See {@linkcode Diagnosis}.
 *
 * What is cut short by `signal` or `deadline` keeps what is known by then.
 *
 * @throws {InputError} if the config names what is not given, or `seeds` is out of its range
 */
export async function diagnose(given: TrainingConfig, options: DiagnoseOptions = {}): Promise<Diagnosis> {
  const { seeds = 10 } = options;
  if (!Number.isInteger(seeds) || seeds < 10 || seeds > 100) {
    throw new InputError("seeds", `must be a whole number from 10 to 100: it is ${seeds}`);
  }
  const config = atRate(given, absoluteRate(given)), lab = new Laboratory(options);
  const diagnosis = nothingYet(config, lab);
  try {
    const outcome = await lab.run({ config }), { judgement, onset } = outcome.truth;
    diagnosis.failure = { judgement, onset, evidence: evidenceOf(outcome) };
    diagnosis.curves.uncured = curveOf(outcome, []);
    diagnosis.backend = outcome.trace.backend;
    const observation = await observe(config, outcome, lab);
    diagnosis.curves.uncured = curveOf(outcome, observation.ratios);
    if (outcome.fails) await explain(diagnosis, observation, { lab, seeds });
    else diagnosis.notes.push(...notesOf(observation));
  } catch (error) {
    if (!(error instanceof Cut)) throw error;
    diagnosis.cut = error.why;
  }
  return diagnosis;
}

/** The diagnosis of which nothing is known. */
function nothingYet(config: TrainingConfig, { options, tally }: Laboratory): Diagnosis {
  const { backend = "wasm" } = options;
  return {
    config,
    horizon: 1,
    failure: { judgement: "no-progress", onset: null, evidence: {} },
    mechanism: null,
    standing: "unknown",
    findings: [],
    notes: [],
    curves: {
      uncured: { step: [], loss: [], accuracy: [], gradientNorm: [], stabilityRatio: { step: [], value: [] } },
    },
    backend: { name: backend === "auto" ? "wasm" : backend },
    tally,
  };
}

function evidenceOf({ truth }: Outcome): Diagnosis["failure"]["evidence"] {
  const { lossAtStart, lossAtBest, stepOfBest, lossAtEnd, accuracyAtBest, accuracyAtEnd } = truth;
  const numbers = { lossAtStart, lossAtBest, stepOfBest, lossAtEnd, accuracyAtBest, accuracyAtEnd };
  return finiteOnly(numbers);
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
