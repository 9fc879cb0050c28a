import type { FailureRecord, TrainingConfig } from "../core/mod.ts";
import type { BackendName } from "../kernels/mod.ts";
import type { Subject } from "../optimizers/mod.ts";
import { emptyTally, runCase, type Session } from "./case.ts";
import { resolved } from "./generate.ts";
import { pursue } from "./pursue.ts";
import { propertyNamed } from "./replay.ts";
import type { CheckEvent, Failure } from "./run_details.ts";
import { defaultStore, storeFailure } from "./store.ts";

/** How one config is checked. */
export interface CheckCaseOptions {
  /** Names of the properties to try, in order. */
  properties: readonly string[];
  /** Trainings that shrinking may try. */
  maxShrinks: number;
  /** Seconds that shrinking may take. */
  shrinkTime: number;
  /** Default "auto". */
  backend?: BackendName;
  /** What the config's `subject` stands for. */
  subject?: Subject;
  /** Ends the check; what is not known by then is inconclusive. */
  signal?: AbortSignal;
  /** Folder to store the failure in; false: it is not stored. Default: .steadfast/failures, outside CI. */
  store?: string | false;
  /** Told of the violation and of every smaller config as they are found. */
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
  /** The first violation, shrunk. */
  failure?: Failure;
}

/** Tries properties on one config, and shrinks and stores the first violation. */
export async function checkCase(given: TrainingConfig, options: CheckCaseOptions): Promise<CheckedCase> {
  const { found, onEvent, store = await defaultStore(), backend = "auto", subject, signal } = options;
  const session: Session = { backend, subject, signal, tally: emptyTally() }, config = resolved(given);
  const reasons: string[] = [];
  let held = false;
  for (const name of options.properties) {
    const property = propertyNamed(name);
    if (!property.appliesTo(config.optimizer)) {
      reasons.push(`${name}: not claimed of ${config.optimizer.kind}`);
      continue;
    }
    const tried = await runCase(property, config, session), { verdict } = tried;
    reasons.push(`${name}: ${verdict.kind}${verdict.kind === "inconclusive" ? `: ${verdict.reason}` : ""}`);
    held ||= verdict.kind === "holds";
    if (tried.cut) return { outcome: "inconclusive", reasons };
    if (verdict.kind !== "violated") continue;
    onEvent?.({ kind: "failure", property, config, verdict });
    const where = { seed: found?.seed ?? 0, path: found?.path ?? "", recipe: found?.recipe };
    const onShrink = (config: TrainingConfig, tried: number) => onEvent?.({ kind: "shrunk", config, tried });
    const failure = await pursue(property, tried, { ...options, ...where, session, onShrink });
    if (store !== false && !failure.flaky) failure.file = await storeFailure(store, failure.record);
    return { outcome: "violated", reasons, failure };
  }
  return { outcome: held ? "holds" : "inconclusive", reasons };
}
