import fc from "fast-check";
import { configsAround } from "../arbitraries/mod.ts";
import { canonicalJson, type Scope, type TrainingConfig } from "../core/mod.ts";

/** Limits of a shrink, and who is told. */
export interface ShrinkOptions {
  scope: Scope;
  /** Whether a candidate fails in the same way; undefined if that could not be found out. */
  fails: (candidate: TrainingConfig) => Promise<boolean | undefined>;
  /** Candidates that may be tried. */
  maxShrinks: number;
  /** ms of `performance.now()`. */
  deadline: number;
  signal?: AbortSignal;
  onShrink?: (config: TrainingConfig, tried: number) => void;
}

/** What became of it. */
export interface Shrunk {
  config: TrainingConfig;
  /** Candidates that were trained. */
  tried: number;
  /** How often a simpler one was taken. */
  shrinks: number;
  /** "minimal": no single field can be made simpler any more. */
  ended: "minimal" | "max-shrinks" | "time" | "aborted";
}

/**
 * The simplest config around a failing one that still fails: fast-check's shrinking, begun anew from what it found
 * until a whole pass finds nothing simpler, as making one field simpler can free another.
 */
export async function shrinkConfig(failing: TrainingConfig, options: ShrinkOptions): Promise<Shrunk> {
  const seen = new Map([[canonicalJson(failing), true]]);
  const result: Shrunk = { config: failing, tried: 0, shrinks: 0, ended: "minimal" };
  const spent = () =>
    options.signal?.aborted
      ? "aborted"
      : result.tried >= options.maxShrinks
      ? "max-shrinks"
      : performance.now() > options.deadline
      ? "time"
      : undefined;
  for (let start = ""; start !== canonicalJson(result.config);) {
    start = canonicalJson(result.config);
    const holds = async (candidate: TrainingConfig) => {
      const key = canonicalJson(candidate);
      if (!seen.has(key)) {
        const stop = spent();
        // A candidate on which the optimizer throws fails in another way.
        const failed = stop ? undefined : await options.fails(candidate).catch(() => false);
        if (failed === undefined) {
          result.ended = stop ?? spent() ?? "aborted";
          throw new fc.PreconditionFailure(true);
        }
        result.tried++;
        seen.set(key, failed);
        if (failed) {
          result.config = candidate;
          result.shrinks++;
          options.onShrink?.(candidate, result.tried);
        }
      }
      return !seen.get(key);
    };
    const configs = configsAround(result.config, options.scope);
    await fc.check(fc.asyncProperty(configs, holds), { examples: [[result.config]], numRuns: 1 });
    if (result.ended !== "minimal") break;
  }
  return result;
}
