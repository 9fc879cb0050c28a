import { type FailureRecord, type TrainingConfig, type Verdict, VERSION } from "../core/mod.ts";
import { TFJS_VERSION } from "../kernels/mod.ts";
import type { StabilityProperty } from "../stability/mod.ts";
import { type Case, emptyTally, runCase, type Session } from "./case.ts";
import type { Effort } from "./profiles.ts";
import { digestsOf } from "./replay.ts";
import type { Failure } from "./run_details.ts";
import { shrinkConfig, type Shrunk } from "./shrink.ts";

/** How a failure is followed up. */
export interface PursueOptions extends Pick<Effort, "maxShrinks" | "shrinkTime"> {
  /** fast-check's seed and path of the case. */
  seed: number;
  path: string;
  recipe?: string;
  onShrink?: (config: TrainingConfig, tried: number) => void;
}

type Violation = Extract<Verdict, { kind: "violated" }>;

/**
 * Runs a violated case again to see whether it is flaky, shrinks it if not, keeping the kind of failure, and writes up
 * the smallest.
 *
 * @param found a case whose verdict is a violation and that was not cut short
 */
export async function pursue(
  property: StabilityProperty,
  found: Case,
  { session, ...options }: PursueOptions & { session: Session },
): Promise<Failure> {
  const verdict = found.verdict as Violation, quiet = { ...session, tally: emptyTally(), onTraining: undefined };
  const again = await runCase(property, found.config, quiet);
  const same = JSON.stringify(await digestsOf(again)) === JSON.stringify(await digestsOf(found));
  const flaky = !again.cut && !same, base = { original: found.config, verdict, flaky };
  if (flaky || again.cut) return { ...base, record: await writeUp(property, found, { ...options, found }) };
  let smallest = found;
  const shrunk = await shrinkConfig(found.config, {
    scope: property.scope,
    maxShrinks: options.maxShrinks,
    deadline: Math.min(performance.now() + options.shrinkTime * 1e3, session.deadline ?? Infinity),
    signal: session.signal,
    onShrink: options.onShrink,
    fails: async (config) => {
      const candidate = await runCase(property, config, quiet);
      if (candidate.cut) return undefined;
      const failed = candidate.verdict.kind === "violated" && candidate.verdict.failure === verdict.failure;
      if (failed) smallest = candidate;
      return failed;
    },
  });
  return { ...base, record: await writeUp(property, smallest, { ...options, found }), shrinking: counts(shrunk) };
}

function counts({ tried, shrinks, ended }: Shrunk): Failure["shrinking"] {
  return { tried, shrinks, ended };
}

async function writeUp(
  property: StabilityProperty,
  smallest: Case,
  { found, seed, path, recipe }: { found: Case; seed: number; path: string; recipe?: string },
): Promise<FailureRecord> {
  const { failure, witness } = smallest.verdict as Violation;
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
    backend: smallest.runs[0].trace.backend,
    versions: { steadfast: VERSION, tfjs: TFJS_VERSION, deno: Deno.version.deno },
    ...recipe ? { recipe } : {},
  };
}
