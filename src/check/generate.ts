import { trainingConfigs } from "../arbitraries/mod.ts";
import { knownDefect } from "../conformance/mod.ts";
import type { LossSpec, OwnDataSpec, RuleSpec } from "../core/mod.ts";
import type { StabilityProperty } from "../stability/mod.ts";
import type { Case, Tally } from "./case.ts";
import { draws } from "./draws.ts";
import type { Executor } from "./executor.ts";
import { resolved } from "./resolve.ts";

/** What to generate for. */
export interface Generation {
  property: StabilityProperty;
  rule: RuleSpec;
  loss: LossSpec["kind"];
  /** All of one's own data, to be taken in place of generated data. */
  data?: OwnDataSpec;
  /** Name of a problem of one's own, if the property's scope is of one. */
  name?: string;
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
 * Has cases generated until `runs` of them were judged or one is violated. Nothing is shrunk here. What an optimizer
 * throws is passed on. Cases are looked at in the order in which they were generated, however many run at a time.
 *
 * @param onCase told of each case that counts
 */
export async function generate(
  generation: Generation,
  { executor, onCase }: { executor: Executor; onCase: (tally: Tally) => void },
): Promise<Generated> {
  const { property, rule, runs, seed } = generation, defect = knownDefect(rule, property.name);
  const result: Generated = { judged: 0, skipped: 0, known: 0 };
  let shown = 0, reason = "", run = 0;
  for await (const tried of casesOf(generation, { executor, wanted: () => runs - result.judged })) {
    const { verdict, cut } = tried;
    if (cut) return { ...result, inconclusive: `${cut} after ${result.judged} of ${runs} cases` };
    onCase(tried.tally);
    if (verdict.kind === "inconclusive") {
      reason = verdict.reason;
      if (++result.skipped > SKIPS * runs) break;
    } else {
      result.judged++;
      if (verdict.kind === "holds") shown += verdict.evidence[property.vacuous?.evidence ?? ""] === 1 ? 1 : 0;
      else if (defect?.failures.includes(verdict.failure)) result.known++;
      else return { ...result, failure: { case: tried, seed, path: String(run) } };
    }
    run++;
  }
  if (result.judged < runs) {
    result.inconclusive = `${result.skipped} cases said nothing (${reason}), ${result.judged} of ${runs} were judged`;
  } else if (property.vacuous && shown < property.vacuous.share * result.judged) {
    result.inconclusive = `vacuous: only ${shown} of ${result.judged} cases were ${property.vacuous.evidence}`;
  }
  return result;
}

/**
 * Generated cases in their order, some running ahead of the one that is looked at: as many as run at a time, and never
 * more than are still wanted.
 */
async function* casesOf(
  { property, rule, loss, data, name, seed }: Generation,
  { executor, wanted }: { executor: Executor; wanted: () => number },
): AsyncGenerator<Case> {
  const options = { rule, scope: property.scope, loss: { kind: loss, log2Scale: 0 }, data, name };
  const configs = draws(trainingConfigs(options), seed);
  const { scope } = property,
    isMeasured = data !== undefined || name !== undefined ||
      scope.problem === "classifier" && scope.bound === "measured";
  const ahead: Promise<Case>[] = [], over = new AbortController();
  try {
    while (wanted() > 0) {
      while (ahead.length < Math.min(executor.jobs, wanted())) {
        const config = configs.next().value, given = isMeasured ? config : resolved(config);
        const begun = executor.run(property, given, { dropped: over.signal });
        // Whether it is thrown is known in its turn.
        begun.catch(() => {});
        ahead.push(begun);
      }
      yield await ahead.shift()!;
    }
  } finally {
    over.abort();
  }
}
