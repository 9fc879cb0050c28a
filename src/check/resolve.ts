import {
  absoluteRate,
  atRate,
  defaultRule,
  isOnOwn,
  isPlain,
  measured,
  type OptimizerSpec,
  ruleOf,
  type TrainingConfig,
} from "../core/mod.ts";
import { train } from "../training/mod.ts";
import type { Session } from "./session.ts";

/** The config with its rate absolute, what is trained, stored and replayed: a multiple is taken of the predicted bound. */
export function resolved(config: TrainingConfig): TrainingConfig {
  return atRate(config, absoluteRate(config));
}

/**
 * Likewise, but of the bound that linear stability gives at the start: the rule's bound over the curvature there. Of the
 * predicted one where that cannot be measured. A config on what comes from outside keeps the bound, as no table knows it.
 *
 * @returns undefined if it is on what comes from outside, and nothing can be measured
 */
export async function resolvedByMeasurement(
  config: TrainingConfig,
  session: Session,
): Promise<TrainingConfig | undefined> {
  const { learningRate } = config.optimizer;
  if ("absolute" in learningRate) return config;
  const sure = await withBound(config, session), isOwn = isOnOwn(sure);
  const bound = isOwn ? sure.bound : await boundAtStart(config, session);
  if (bound !== undefined) return atRate(sure, learningRate.timesBound * bound);
  return isOwn ? undefined : resolved(sure);
}

/** A config on what comes from outside with the bound at its start, or without where it cannot be measured. */
export async function withBound(config: TrainingConfig, session: Session): Promise<TrainingConfig> {
  if (!isOnOwn(config)) return config;
  const { bound: _, ...rest } = config, bound = await boundAtStart(rest, session);
  return bound === undefined ? rest : { ...rest, bound };
}

/** Updates after which an adaptive rule's state stands for the gradient that it was given. */
const WARM_UP = 10;
/** Too small to move a weight that is not 0. */
const AT_REST = 1e-30;

/**
 * The largest stable rate at the start: undefined without a positive curvature there, and of a rule that cannot be measured.
 * An adaptive rule takes the start's own gradient ten times, nothing moving; on generated data it has no bound, as the
 * nominal one is known to fit. A subject on what comes from outside has that of its `like`.
 */
async function boundAtStart(config: TrainingConfig, session: Session): Promise<number | undefined> {
  const optimizer = isOnOwn(config) ? restingRule(config.optimizer) : config.optimizer;
  const wait = isOnOwn(config) && !isPlain(optimizer) ? WARM_UP : 0;
  const quantities = [{ name: "stability-ratio", every: wait || 2 }] as const;
  const trace = await train({ ...resolved({ ...config, optimizer }), steps: wait + 1 }, { ...session, quantities });
  const [, curvature, bound] = measured(trace, "stability-ratio").find(({ step }) => step === wait)?.values ?? [];
  const limit = bound / curvature;
  return limit > 0 && Number.isFinite(limit) ? limit : undefined;
}

/** A gradient that stays the same has no variance: centered RMSProp has the bound of the plain one. */
function restingRule(optimizer: OptimizerSpec): OptimizerSpec {
  const own = optimizer.kind === "subject" ? defaultRule(optimizer.like) : ruleOf(optimizer);
  const rule = own.kind === "rmsprop-centered" ? { ...own, kind: "rmsprop" as const } : own;
  const plain = {
    learningRate: { absolute: AT_REST },
    schedule: { kind: "constant" },
    clip: { kind: "none" },
  } as const;
  return { ...rule, ...plain };
}
