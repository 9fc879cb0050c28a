import type { Failure, PropertyResult, RunDetails } from "../../src/check/mod.ts";
import { defaultRule, type OptimizerKind, parseTrainingConfig, type RuleSpec } from "../../src/core/mod.ts";
import { PROPERTIES } from "../../src/stability/mod.ts";

/** A subject that a module exports. */
export const SUBJECT: RuleSpec = { kind: "subject", name: "mine.ts#make", like: "adam" };

/** A result of a property for a rule of tf.train. */
export function result(
  property: string,
  rule: OptimizerKind | RuleSpec,
  rest: Partial<PropertyResult>,
): PropertyResult {
  return {
    property: PROPERTIES.find(({ name }) => name === property)!,
    rule: typeof rule === "string" ? defaultRule(rule) : rule,
    outcome: "holds",
    judged: 6,
    skipped: 0,
    known: 0,
    ...rest,
  };
}

/** Details of a check with these results. */
export function details(results: PropertyResult[], rest: Partial<RunDetails> = {}): RunDetails {
  const labels = { "stable": 4, "late-rise": 3, "diverged": 2, "no-progress": 1 };
  const run = {
    trainings: 10,
    steps: 500,
    labels,
    seed: -7,
    profile: "ci",
    backend: { name: "wasm" },
    elapsed: 1234,
  } as const;
  return { outcome: "holds", results, mended: [], unread: [], ...run, ...rest };
}

/** A failure of a rule, stored in a file unless `rest` says otherwise. */
export function failure(rule: RuleSpec, rest: Partial<Failure> = {}): Failure {
  const config = parseTrainingConfig({ steps: 5, optimizer: { ...rule, learningRate: { absolute: 0.5 } } });
  const found = { failure: "rise", witness: "the loss rose" };
  return {
    original: config,
    verdict: { kind: "violated", ...found, evidence: {} },
    flaky: false,
    record: {
      format: 1,
      property: "descends",
      ...found,
      config,
      original: config,
      seed: 1,
      path: "0",
      digests: [],
      backend: { name: "wasm" },
      versions: { steadfast: "0", tfjs: "0", deno: "0" },
    },
    shrinking: { tried: 8, work: 1.25, shrinks: 3, ended: "minimal" },
    file: ".steadfast/failures/x.json",
    ...rest,
  };
}
