import { type BackendInfo, breathing, InputError, prng } from "../core/mod.ts";
import { type BackendName, useBackend } from "../kernels/mod.ts";
import { checkLaw, type LawResult } from "./check_law.ts";
import { knownBreach } from "./known_defects.ts";
import type { Candidate, Law } from "./law.ts";
import { OPTIMIZER_LAWS } from "./laws/mod.ts";
import { LAWS_OF_LOSSES } from "./losses/laws.ts";
import type { LossCandidate, LossTrial } from "./losses/loss.ts";
import { TF_LOSSES } from "./losses/tf_losses.ts";
import type { Trial } from "./trial.ts";

/** What is checked, how long, and where. */
export interface ConformanceOptions {
  /** Names of laws. Default: all of them. */
  laws?: readonly string[];
  /** Trials of each law. Default 50. */
  runs?: number;
  /** An integer. Default 2026: the same trials every time. */
  seed?: number;
  /** Default "auto". */
  backend?: BackendName;
  /** Ends the check; laws that are not judged by then are left out. */
  signal?: AbortSignal;
  /** Told of each law and candidate as it begins. */
  onLaw?: (law: string, candidate: string) => void;
}

/** What came of all candidates. Plain JSON. */
export interface Conformance {
  /** "holds": every law, or a known defect of tfjs explains why not. "inconclusive": it was interrupted before. */
  outcome: "holds" | "violated" | "inconclusive";
  /** The candidates, each with what came of each law. */
  candidates: { name: string; results: (LawResult<Trial> | LawResult<LossTrial>)[] }[];
  /** Trials of each law. */
  runs: number;
  /** Of the trials. */
  seed: number;
  /** What it was computed with. */
  backend: BackendInfo;
}

/**
 * Checks whether optimizers keep the laws that every optimizer should keep ({@linkcode LAWS}): with generated gradients, and
 * shrunk counterexamples where they do not.
 *
 * @throws {InputError} if a law is unknown, runs are not a whole number above 0, or the backend is not there
 */
export async function checkConformance(
  candidates: readonly Candidate[],
  options: ConformanceOptions = {},
): Promise<Conformance> {
  return await checkAll(OPTIMIZER_LAWS, candidates, options);
}

/**
 * Checks whether losses have the value of their definition, and the gradient of their value, for any labels
 * ({@linkcode LOSS_LAWS}).
 *
 * @throws {InputError} like {@linkcode checkConformance}
 */
export async function checkLosses(
  candidates: readonly LossCandidate[] = TF_LOSSES,
  options: ConformanceOptions = {},
): Promise<Conformance> {
  return await checkAll(LAWS_OF_LOSSES, candidates, options);
}

async function checkAll<Subject extends Candidate | LossCandidate, Case extends Trial | LossTrial>(
  all: readonly Law<Subject, Case>[],
  subjects: readonly Subject[],
  options: ConformanceOptions,
): Promise<Conformance> {
  const { laws = all.map(({ name }) => name), runs = 50, seed = 2026, signal, onLaw } = options;
  if (!Number.isInteger(runs) || runs < 1) {
    throw new InputError("runs", `must be a whole number above 0: it is ${runs}`);
  }
  const chosen = laws.map((name) => lawNamed(all, name)), backend = await useBackend(options.backend);
  const candidates: Conformance["candidates"] = [], breathe = breathing();
  for (const subject of subjects) {
    const results: LawResult<Case>[] = [];
    candidates.push({ name: subject.name, results: results as LawResult<Trial>[] | LawResult<LossTrial>[] });
    for (const law of chosen) {
      onLaw?.(law.name, subject.name);
      // Most laws take less than a breath.
      await breathe();
      const result = await checkLaw(law, subject, { runs, seed: prng(seed, all.indexOf(law)).uint32() | 0, signal });
      if (signal?.aborted) return { outcome: outcomeOf(candidates, "inconclusive"), candidates, runs, seed, backend };
      const known = result.outcome === "violated" && subject.builtIn && knownBreach(subject.name, law.name) ||
        undefined;
      results.push({ ...result, ...known && { known } });
    }
  }
  return { outcome: outcomeOf(candidates, "holds"), candidates, runs, seed, backend };
}

function outcomeOf(candidates: Conformance["candidates"], otherwise: "holds" | "inconclusive"): Conformance["outcome"] {
  const results = candidates.flatMap(({ results }) => results as LawResult<unknown>[]);
  return results.some(({ outcome, known }) => outcome === "violated" && !known) ? "violated" : otherwise;
}

function lawNamed<Subject, Case>(all: readonly Law<Subject, Case>[], name: string): Law<Subject, Case> {
  const law = all.find((law) => law.name === name);
  if (law) return law;
  const names = all.map(({ name }) => name).join(", ");
  throw new InputError("laws", `must be some of ${names}: ${JSON.stringify(name)} is none`);
}
