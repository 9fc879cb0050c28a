import {
  absoluteRate,
  defaultRule,
  digits,
  median,
  type OptimizerSpec,
  ruleOf,
  type TrainingConfig,
} from "../../core/mod.ts";
import {
  type Disagreement,
  FromOracle,
  makeOptimizer,
  type OracleRule,
  oracleRule,
  type Subject,
  Watched,
} from "../../optimizers/mod.ts";
import { restoring } from "../changes.ts";
import type { Laboratory } from "../laboratory.ts";
import { type Change, type MechanismRule, refuted } from "../mechanism.ts";
import type { Observation } from "../observation.ts";

/** Steps that are watched. */
const STEPS = 300;
/** Far beyond what float32 rounds off, and below any fault that a run would notice. */
const AGREES = 0.03;

/**
 * The optimizer is not the rule that it says it is: its updates, step by step on the run's own gradients, are not those of
 * the rule's float64 oracle, in any form in which the rule was published.
 */
export const optimizerImplementation: MechanismRule = {
  name: "optimizer-implementation",
  async examine(observation, lab) {
    const { config, onset } = observation;
    const rule = claimedRule(config.optimizer),
      { convention, distances } = await watch(config, { rule, steps: Math.min(STEPS, onset + 1) }, lab);
    const first = distances.findIndex((distance) => distance > AGREES), worst = Math.max(...distances);
    const evidence = {
      rule: rule.kind,
      convention,
      steps: distances.length,
      worstDistance: worst,
      medianDistance: median(distances),
    };
    if (first < 0) {
      const says = `Its updates are those of ${rule.kind} in float64 (${convention}) within ${
        digits(worst)
      } over ${distances.length} steps.`;
      return refuted(says, evidence);
    }
    const says =
      `At step ${first} its update is ${digits(distances[first])} times the right one's length away from it: ` +
      `it is ${rule.kind} in no published form; the nearest is ${convention}.`;
    const change = restoring(rightRule(observation, rule));
    return { plausible: true, says, evidence: { ...evidence, firstStep: first }, changes: [change] };
  },
};

/** What it says it is: its kind, or that of its `like` with the default numbers. */
function claimedRule(optimizer: OptimizerSpec): OracleRule {
  return oracleRule(optimizer.kind === "subject" ? defaultRule(optimizer.like) : ruleOf(optimizer))!;
}

async function watch(
  config: TrainingConfig,
  { rule, steps }: { rule: OracleRule; steps: number },
  lab: Laboratory,
): Promise<Disagreement> {
  const { optimizer } = config, rate = absoluteRate(config), watched: Watched[] = [];
  const plain = { ...optimizer, schedule: { kind: "constant" }, clip: { kind: "none" } } as OptimizerSpec;
  const subject: Subject = (spec) => {
    const inner = makeOptimizer({ ...plain, learningRate: { absolute: rate } }, {
      steps: spec.steps,
      subject: lab.options.subject,
    });
    watched.push(new Watched(inner, { rate, rule, steps }));
    return watched[0];
  };
  const like = optimizer.kind === "subject" ? optimizer.like : optimizer.kind;
  const { schedule, clip, learningRate } = optimizer;
  const spec = { kind: "subject", name: "watched", like, schedule, clip, learningRate } as OptimizerSpec;
  await lab.train(
    { config: { ...config, optimizer: spec } as TrainingConfig, subject, backend: hostOf(lab) },
    [],
    steps,
  );
  return watched[0].disagreement;
}

/** The backend of the laboratory, if what is watched there can be read at once. */
function hostOf({ options: { backend } }: Laboratory): "cpu" | "wasm" {
  return backend === "cpu" ? "cpu" : "wasm";
}

/** A subject's `like` with its default numbers, of tf.train or ours; else the oracle itself. */
function rightRule({ config, outcome: { trace: { backend } } }: Observation, rule: OracleRule): Change {
  const { optimizer } = config;
  if (optimizer.kind === "subject") {
    const { schedule, clip, learningRate } = optimizer;
    const right = { ...defaultRule(optimizer.like), schedule, clip, learningRate } as OptimizerSpec;
    return {
      intervention: "right rule",
      change: `${optimizer.name} -> ${optimizer.like} with its default numbers`,
      setup: { config: { ...config, optimizer: right } },
    };
  }
  const subject: Subject = ({ learningRate }) => new FromOracle(learningRate, rule);
  const { schedule, clip, learningRate, kind } = optimizer;
  const spec = {
    kind: "subject",
    name: `${kind} in float64`,
    like: kind,
    schedule,
    clip,
    learningRate,
  } as OptimizerSpec;
  return {
    intervention: "right rule",
    change: `${kind} of tf.train -> ${kind} of its paper, in float64`,
    setup: {
      config: { ...config, optimizer: spec } as TrainingConfig,
      subject,
      // Oracles read gradients and weights at once.
      ...backend.name === "webgpu" && { backend: "wasm" },
    },
  };
}
