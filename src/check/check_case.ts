import type { FailureRecord, TrainingConfig } from "../core/mod.ts";
import type { OwnData } from "../data/mod.ts";
import { type BackendName, useBackend } from "../kernels/mod.ts";
import type { Subject } from "../optimizers/mod.ts";
import type { ProblemMaker } from "../training/mod.ts";
import { claimOn } from "./claims.ts";
import { openExecutor } from "./jobs.ts";
import { propertyNamed } from "./properties.ts";
import { pursue, type PursueOptions } from "./pursue.ts";
import { resolved } from "./resolve.ts";
import type { CheckEvent, Failure } from "./run_details.ts";
import { defaultStore } from "./store.ts";

/** How one config is checked. */
export interface CheckCaseOptions {
  /** Names of the properties to try, in order. */
  properties: readonly string[];
  /** Trainings that shrinking may try; explaining may try as many again, at most 30. */
  maxShrinks: number;
  /** What shrinking may take, in trainings of the config at full length. Default: no limit. */
  maxWork?: number;
  /** Seconds that shrinking and explaining may take. */
  shrinkTime: number;
  /** Default "auto". */
  backend?: BackendName;
  /** What the config's `subject` stands for. */
  subject?: Subject;
  /** The same as `URL#EXPORT`, in place of `subject`: a worker loads it and runs the config. */
  module?: string;
  /** What the config's data of source "own" stand for. */
  data?: OwnData;
  /** What the config's problem "own" stands for. */
  problem?: ProblemMaker;
  /** The same as `URL#EXPORT`, in place of `problem`: a worker loads it. */
  problemModule?: string;
  /** Seconds that the config may take in a worker. Default 300. */
  caseTimeout?: number;
  /** Ends the check; what is not known by then is inconclusive. */
  signal?: AbortSignal;
  /** Folder to store the failure in; false: it is not stored. Default: .steadfast/failures, outside CI. */
  store?: string | false;
  /** Told of the violation, of every smaller config and of what is tried to explain it, as it happens. */
  onEvent?: (event: CheckEvent) => void;
  /** The record that the config comes from; what is found keeps its origin. */
  found?: FailureRecord;
}

/** What came of it. */
export interface CheckedCase {
  /** "holds": one of the properties at least, and none is violated. "inconclusive": none of them could be judged. */
  outcome: "violated" | "holds" | "inconclusive";
  /** What each property said, in words. */
  reasons: string[];
  /** The first violation, shrunk and explained. */
  failure?: Failure;
}

/**
 * Tries properties on one config, and shrinks, explains and stores the first violation.
 *
 * @throws {InputError} if an option is not what it must be, or the config names what is not given
 */
export async function checkCase(given: TrainingConfig, options: CheckCaseOptions): Promise<CheckedCase> {
  const { found, module, problemModule, caseTimeout, signal } = options,
    config = resolved(given),
    { optimizer } = config;
  const store = options.store ?? await defaultStore(), backend = await useBackend(options.backend);
  const name = optimizer.kind === "subject" ? optimizer.name : module!;
  const executor = await openExecutor({
    backend,
    jobs: 1,
    optimizer: options.subject,
    ...module !== undefined && { subject: { module, name } },
    makeProblem: options.problem,
    ...problemModule !== undefined && { problem: { module: problemModule, name: problemName(config) } },
    data: options.data,
    caseTimeout,
    signal,
  });
  const where = { seed: found?.seed ?? 0, path: found?.path ?? "", recipe: found?.recipe, original: found?.original };
  try {
    return await tryAll(config, options.properties, {
      ...options,
      maxWork: options.maxWork ?? Infinity,
      ...where,
      executor,
      backend,
      store,
    });
  } finally {
    executor.close();
  }
}

async function tryAll(
  config: TrainingConfig,
  names: readonly string[],
  options: PursueOptions,
): Promise<CheckedCase> {
  const reasons: string[] = [];
  let held = false;
  for (const named of names.map((name) => propertyNamed(name))) {
    const { name } = named, property = config.problem === "own" ? claimOn(named, { problem: config.name }) : named;
    if (typeof property === "string") {
      reasons.push(`${name}: not claimed of a problem of one's own: ${property}`);
      continue;
    }
    if (property.scope.problem !== config.problem || !property.appliesTo(config.optimizer)) {
      reasons.push(`${name}: not claimed of ${config.optimizer.kind} on the problem ${config.problem}`);
      continue;
    }
    const tried = await options.executor.run(property, config), { verdict } = tried;
    reasons.push(`${name}: ${verdict.kind}${verdict.kind === "inconclusive" ? `: ${verdict.reason}` : ""}`);
    held ||= verdict.kind === "holds";
    if (tried.cut) return { outcome: "inconclusive", reasons };
    if (verdict.kind !== "violated") continue;
    return { outcome: "violated", reasons, failure: await pursue(property, tried, options) };
  }
  return { outcome: held ? "holds" : "inconclusive", reasons };
}

function problemName(config: TrainingConfig): string {
  return config.problem === "own" ? config.name : config.problem;
}
