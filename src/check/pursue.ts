import { fieldsOf } from "../arbitraries/mod.ts";
import {
  type BackendInfo,
  type FailureRecord,
  type FieldRole,
  recordTraces,
  type TrainingConfig,
  type Verdict,
} from "../core/mod.ts";
import type { StabilityProperty } from "../stability/mod.ts";
import { type Case, isViolatedBy } from "./case.ts";
import { VERSIONS } from "./environment.ts";
import type { Executor } from "./executor.ts";
import { explain, MOST_TRIES, type Said } from "./explain.ts";
import type { Effort } from "./profiles.ts";
import { digestsOf } from "./replay.ts";
import type { CheckEvent, Failure } from "./run_details.ts";
import { shrinkCase } from "./shrink.ts";
import { storeFailure } from "./store.ts";

/** How a failure is followed up. */
export interface PursueOptions extends Pick<Effort, "maxShrinks" | "maxWork" | "shrinkTime"> {
  executor: Executor;
  /** What it runs on. */
  backend: BackendInfo;
  signal?: AbortSignal;
  /** ms of `performance.now()`. */
  deadline?: number;
  /** fast-check's seed and path of the case. */
  seed: number;
  path: string;
  recipe?: string;
  /** The config as it was generated, if the case is a smaller one. */
  original?: TrainingConfig;
  /** Folder to store the failure in. */
  store: string | false;
  /** Told of the violation and of every smaller config. */
  onEvent?: (event: CheckEvent) => void;
}

type Violation = Extract<Verdict, { kind: "violated" }>;

/**
 * Runs a violated case again to see whether it is flaky, shrinks it if not, keeping the kind of failure, writes up and
 * stores the smallest, and finds out which of its fields matter. It is stored before that, too: an explanation may be cut
 * short. A case that cost its worker is neither run again nor stored: each time would cost another.
 *
 * @param found a case whose verdict is a violation and that was not cut short
 */
export async function pursue(property: StabilityProperty, found: Case, options: PursueOptions): Promise<Failure> {
  const { executor, store, onEvent, original = found.config } = options, verdict = found.verdict as Violation;
  onEvent?.({ kind: "failure", property, config: found.config, verdict });
  const failure: Failure = { original, verdict, flaky: false, record: await writeUp(property, found) };
  if (found.lost) return failure;
  const again = await executor.run(property, found.config);
  failure.flaky = !again.cut && JSON.stringify(await digestsOf(again)) !== JSON.stringify(failure.record.digests);
  if (failure.flaky) return failure;
  const deadline = Math.min(performance.now() + options.shrinkTime * 1e3, options.deadline ?? Infinity);
  if (!again.cut) {
    const { smallest, ...shrinking } = await shrinkCase(found, {
      ...options,
      property,
      deadline,
      run: (config, until) => executor.run(property, config, { until }),
      onShrink: (config, tried) => onEvent?.({ kind: "shrunk", config, tried }),
    });
    Object.assign(failure, { record: await writeUp(property, smallest), shrinking });
  }
  await keep();
  if (again.cut) return failure;
  const explanation = await explained(property, failure.record, { ...options, deadline });
  if (!explanation.some(({ role }) => role !== "not-told")) return failure;
  failure.record.explanation = explanation;
  await keep();
  return failure;

  async function keep(): Promise<void> {
    if (store === false) return;
    failure.file = await storeFailure(store, failure.record);
    onEvent?.({ kind: "stored", file: failure.file, record: failure.record });
  }

  async function writeUp(property: StabilityProperty, smallest: Case): Promise<FailureRecord> {
    const { failure, witness } = smallest.verdict as Violation, { seed, path, recipe, backend } = options;
    return {
      format: 1,
      property: property.name,
      failure,
      witness,
      config: smallest.config,
      original,
      seed,
      path,
      digests: await digestsOf(smallest),
      backend,
      versions: VERSIONS,
      ...recipe ? { recipe } : {},
      traces: recordTraces(smallest.runs.map(({ trace }) => trace)),
    };
  }
}

type Limited = PursueOptions & { deadline: number };

/** Trains as many as shrinking might, but no more than an explanation takes. */
async function explained(property: StabilityProperty, record: FailureRecord, options: Limited): Promise<FieldRole[]> {
  const { executor, signal, deadline, maxShrinks, onEvent } = options, { config, original, failure } = record;
  const says = async (candidate: TrainingConfig): Promise<Said | undefined> => {
    const tried = await executor.run(property, candidate);
    // What costs a worker once may cost the next one, too.
    if (tried.cut || tried.lost) return undefined;
    return isViolatedBy(tried.verdict, failure) ? "fails" : tried.verdict.kind === "holds" ? "holds" : "nothing";
  };
  return await explain(fieldsOf(config, { scope: property.scope, original }), {
    // An optimizer that throws fails in another way.
    says: (candidate) => says(candidate).catch(() => "nothing" as const),
    most: Math.min(MOST_TRIES, maxShrinks),
    deadline,
    signal,
    onTry: (tried, config) => onEvent?.({ kind: "explaining", config, tried }),
  });
}
