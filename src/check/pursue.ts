import { type BackendInfo, type FailureRecord, type TrainingConfig, type Verdict, VERSION } from "../core/mod.ts";
import { TFJS_VERSION } from "../kernels/mod.ts";
import type { StabilityProperty } from "../stability/mod.ts";
import type { Case } from "./case.ts";
import type { Executor } from "./executor.ts";
import type { Effort } from "./profiles.ts";
import { digestsOf } from "./replay.ts";
import type { CheckEvent, Failure } from "./run_details.ts";
import { shrinkConfig, type Shrunk } from "./shrink.ts";
import { storeFailure } from "./store.ts";

/** How a failure is followed up. */
export interface PursueOptions extends Pick<Effort, "maxShrinks" | "shrinkTime"> {
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
  /** Folder to store the failure in. */
  store: string | false;
  /** Told of the violation and of every smaller config. */
  onEvent?: (event: CheckEvent) => void;
}

type Violation = Extract<Verdict, { kind: "violated" }>;

/**
 * Runs a violated case again to see whether it is flaky, shrinks it if not, keeping the kind of failure, and writes up
 * and stores the smallest. A case that cost its worker is neither run again nor stored: each time would cost another.
 *
 * @param found a case whose verdict is a violation and that was not cut short
 */
export async function pursue(property: StabilityProperty, found: Case, options: PursueOptions): Promise<Failure> {
  const { executor, store, onEvent } = options, verdict = found.verdict as Violation;
  onEvent?.({ kind: "failure", property, config: found.config, verdict });
  const failure: Failure = { original: found.config, verdict, flaky: false, record: await writeUp(property, found) };
  if (found.lost) return failure;
  const again = await executor.run(property, found.config);
  failure.flaky = !again.cut && JSON.stringify(await digestsOf(again)) !== JSON.stringify(failure.record.digests);
  if (failure.flaky) return failure;
  if (!again.cut) {
    const { smallest, ...shrinking } = await shrink(property, found, options);
    Object.assign(failure, { record: await writeUp(property, smallest), shrinking });
  }
  if (store !== false) failure.file = await storeFailure(store, failure.record);
  return failure;

  async function writeUp(property: StabilityProperty, smallest: Case): Promise<FailureRecord> {
    const { failure, witness } = smallest.verdict as Violation, { seed, path, recipe, backend } = options;
    return {
      format: 1,
      property: property.name,
      failure,
      witness,
      config: smallest.config,
      original: found.config,
      seed,
      path,
      digests: await digestsOf(smallest),
      backend,
      versions: { steadfast: VERSION, tfjs: TFJS_VERSION, deno: Deno.version.deno },
      ...recipe ? { recipe } : {},
    };
  }
}

type Shrinking = Pick<Shrunk, "tried" | "shrinks" | "ended"> & { smallest: Case };

async function shrink(property: StabilityProperty, found: Case, options: PursueOptions): Promise<Shrinking> {
  const { executor, signal, deadline = Infinity, onEvent } = options, { failure } = found.verdict as Violation;
  let smallest = found;
  const { tried, shrinks, ended } = await shrinkConfig(found.config, {
    scope: property.scope,
    maxShrinks: options.maxShrinks,
    deadline: Math.min(performance.now() + options.shrinkTime * 1e3, deadline),
    signal,
    onShrink: (config: TrainingConfig, tried: number) => onEvent?.({ kind: "shrunk", config, tried }),
    fails: async (config) => {
      const candidate = await executor.run(property, config);
      if (candidate.cut) return undefined;
      const failed = candidate.verdict.kind === "violated" && candidate.verdict.failure === failure;
      if (failed) smallest = candidate;
      return failed;
    },
  });
  return { tried, shrinks, ended, smallest };
}
