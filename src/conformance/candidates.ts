import * as tf from "@tensorflow/tfjs";
import { defaultRule, type OptimizerKind, OPTIMIZERS, type RuleSpec } from "../core/mod.ts";
import { makeOptimizer, type Optimizer, type OracleRule, oracleRule, type Subject } from "../optimizers/mod.ts";
import type { Candidate } from "./law.ts";

/** A rule that a config can name, but for a subject. */
export type NamedRule = Exclude<RuleSpec, { kind: "subject" }>;

const PLAIN = { schedule: { kind: "constant" }, clip: { kind: "none" } } as const;

/** An optimizer that a config can name as a candidate, by default with its default numbers: of tf.train, unmended. */
export function ruleCandidate(rule: OptimizerKind | NamedRule): Candidate {
  const own = typeof rule === "string" ? defaultRule(rule) as NamedRule : rule;
  const make = (rate: number) => {
    // As tfjs has it: ours disposes of what tf.train.momentum forgets.
    if (own.kind === "momentum" || own.kind === "nesterov") {
      return tf.train.momentum(rate, own.momentum, own.kind === "nesterov");
    }
    return makeOptimizer({ ...own, ...PLAIN, learningRate: { absolute: rate } }, { steps: 1 });
  };
  const builtIn = OPTIMIZERS.some((kind) => kind === own.kind);
  return { name: own.kind, make, rule: oracleRule(own), ...builtIn && { builtIn } };
}

/** A subject as a candidate. */
export interface SubjectCandidateOptions {
  /** What reports call it. */
  name: string;
  /** The rule that it claims to be, with whichever numbers of that rule its getConfig tells; absent: any. */
  like?: OptimizerKind;
}

/**
 * A user's own optimizer as a candidate.
 *
 * @throws {InputError} if it is no optimizer
 */
export function subjectCandidate(subject: Subject, { name, like }: SubjectCandidateOptions): Candidate {
  const make = (rate: number) =>
    makeOptimizer({ kind: "subject", name, like: like ?? "adam", ...PLAIN, learningRate: { absolute: rate } }, {
      steps: 1,
      subject,
    });
  let told: OracleRule | undefined;
  return {
    name,
    make,
    // When it is asked for: by then the backend is there, on which an optimizer is made to be asked.
    get rule() {
      return told ??= like && toldRule(like, make);
    },
  };
}

/** The rule of a kind, with the numbers that an optimizer's config tells. */
function toldRule(like: OptimizerKind, make: (rate: number) => Optimizer): OracleRule {
  const rule = { ...oracleRule(defaultRule(like))! } as unknown as Record<string, unknown>, optimizer = make(1);
  const config: Record<string, unknown> = { ...optimizer.getConfig?.() };
  // Not every optimizer of a user's has one.
  optimizer.dispose?.();
  for (const name in rule) if (typeof config[name] === "number") rule[name] = config[name];
  return rule as unknown as OracleRule;
}
