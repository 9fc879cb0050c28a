import { InputError, type OptimizerSpec } from "../core/mod.ts";
import { makeRule } from "./_make_rule.ts";
import { makeSubject } from "./_make_subject.ts";
import { ClipByGlobalNorm } from "./clip_by_global_norm.ts";
import { ClipByValue } from "./clip_by_value.ts";
import type { Optimizer } from "./optimizer.ts";
import { Scheduled } from "./scheduled.ts";
import type { Subject } from "./subject.ts";

/** What a spec does not say. */
export interface MakeOptimizerOptions {
  /** Of the whole training, at least 1: schedules end there. */
  steps: number;
  /** What kind "subject" stands for. */
  subject?: Subject;
}

/**
 * Makes the optimizer of a spec, the caller's to dispose of: the rule, the schedule around it, the clipping around
 * both. Gradients are clipped, then the rule sees them; the schedule multiplies the rule's rate.
 *
 * @param spec within the ranges that it documents, which are not checked again here
 * @throws {InputError} if the learning rate is a multiple of the bound that nobody has resolved; if a subject is
 *   missing, is no optimizer, or has a schedule and no rate that can be set
 */
export function makeOptimizer(spec: OptimizerSpec, options: MakeOptimizerOptions): Optimizer {
  const { steps, subject } = options;
  if (!("absolute" in spec.learningRate)) {
    throw new InputError(
      "optimizer.learningRate",
      'must be resolved to {"absolute": RATE} before an optimizer is made of it: it is ' +
        JSON.stringify(spec.learningRate),
    );
  }
  const learningRate = spec.learningRate.absolute;
  const rule = spec.kind === "subject"
    ? makeSubject(subject, { learningRate, spec, steps })
    : makeRule(spec, learningRate);
  return clipped(scheduled(rule, { spec, learningRate, steps }), spec);
}

function scheduled(
  rule: Optimizer,
  { spec: { schedule }, learningRate, steps }: { spec: OptimizerSpec; learningRate: number; steps: number },
): Optimizer {
  if (schedule.kind === "constant") return rule;
  // A subject may have made another rate of the one it was given: that is the one to multiply.
  const { learningRate: own } = rule as unknown as { learningRate?: unknown };
  return new Scheduled(rule, { learningRate: typeof own === "number" ? own : learningRate, schedule, steps });
}

function clipped(optimizer: Optimizer, { clip }: OptimizerSpec): Optimizer {
  switch (clip.kind) {
    case "none":
      return optimizer;
    case "global-norm":
      return new ClipByGlobalNorm(optimizer, clip.max);
    case "value":
      return new ClipByValue(optimizer, clip.max);
  }
}
