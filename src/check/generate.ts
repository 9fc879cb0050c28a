import fc from "fast-check";
import { trainingConfigs } from "../arbitraries/mod.ts";
import { absoluteRate, type LossSpec, type RuleSpec, type TrainingConfig } from "../core/mod.ts";
import type { StabilityProperty } from "../stability/mod.ts";
import { type Case, runCase, type Session } from "./case.ts";
import { knownDefect } from "./known_defects.ts";

/** What to generate for. */
export interface Generation {
  property: StabilityProperty;
  rule: RuleSpec;
  loss: LossSpec["kind"];
  seed: number;
  runs: number;
}

/** What the generated cases said. */
export interface Generated {
  judged: number;
  skipped: number;
  known: number;
  /** Why it says nothing: interrupted, too many skips, vacuous. */
  inconclusive?: string;
  /** The first violation that no known defect explains, and where fast-check finds it again. */
  failure?: { case: Case; seed: number; path: string };
}

/** Cases that may say nothing for each that is judged. */
const SKIPS = 5;

/**
 * Lets fast-check generate cases until `runs` of them were judged or one is violated. Nothing is shrunk here. What an
 * optimizer throws is passed on.
 */
export async function generate(generation: Generation, session: Session): Promise<Generated> {
  const { property, rule, loss, seed, runs } = generation, defect = knownDefect(rule, property.name);
  const result: Generated = { judged: 0, skipped: 0, known: 0 };
  let shown = 0, cut: string | undefined, reason = "", failing: Case | undefined;
  let thrown: { error: unknown } | undefined;
  // An exception is a fault of the optimizer's code or of ours: fast-check would take it for a violation.
  const stop = (error: unknown): never => {
    thrown = { error };
    throw new fc.PreconditionFailure(true);
  };
  const configs = trainingConfigs({ rule, scope: property.scope, loss: { kind: loss, log2Scale: 0 } });
  const checked = await fc.check(
    fc.asyncProperty(configs, async (generated) => {
      const tried = await runCase(property, resolved(generated), session).catch(stop), { verdict } = tried;
      if (tried.cut) {
        cut = tried.cut;
        throw new fc.PreconditionFailure(true);
      }
      if (verdict.kind === "inconclusive") {
        result.skipped++;
        reason = verdict.reason;
        throw new fc.PreconditionFailure();
      }
      result.judged++;
      if (verdict.kind === "holds") shown += verdict.evidence[property.vacuous?.evidence ?? ""] === 1 ? 1 : 0;
      else if (defect?.failures.includes(verdict.failure)) result.known++;
      else {
        failing = tried;
        return false;
      }
    }),
    { seed, numRuns: runs, endOnFailure: true, maxSkipsPerRun: SKIPS },
  );
  if (thrown) throw thrown.error;
  if (failing) {
    return { ...result, failure: { case: failing, seed: checked.seed, path: checked.counterexamplePath ?? "" } };
  }
  if (cut) result.inconclusive = `${cut} after ${result.judged} of ${runs} cases`;
  else if (result.judged < runs) {
    result.inconclusive = `${result.skipped} cases said nothing (${reason}), ${result.judged} of ${runs} were judged`;
  } else if (property.vacuous && shown < property.vacuous.share * result.judged) {
    result.inconclusive = `vacuous: only ${shown} of ${result.judged} cases were ${property.vacuous.evidence}`;
  }
  return result;
}

/** The config with its rate absolute: what is trained, stored and replayed. */
export function resolved(config: TrainingConfig): TrainingConfig {
  const learningRate = { absolute: absoluteRate(config.optimizer) };
  return { ...config, optimizer: { ...config.optimizer, learningRate } };
}
