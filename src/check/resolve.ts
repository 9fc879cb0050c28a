import { absoluteRate, atRate, measured, type TrainingConfig } from "../core/mod.ts";
import { train } from "../training/mod.ts";
import type { Session } from "./session.ts";

/** The config with its rate absolute, what is trained, stored and replayed: a multiple is taken of the predicted bound. */
export function resolved(config: TrainingConfig): TrainingConfig {
  return atRate(config, absoluteRate(config));
}

/**
 * Likewise, but of the bound that linear stability gives at the start: the rule's bound over the curvature there. Of the
 * predicted one where that cannot be measured: by adaptive rules, which have no state yet, or without a positive curvature.
 */
export async function resolvedByMeasurement(
  config: TrainingConfig,
  { backend, subject, signal, deadline }: Session,
): Promise<TrainingConfig> {
  const { learningRate } = config.optimizer;
  if ("absolute" in learningRate) return config;
  const quantities = [{ name: "stability-ratio", every: 2 }] as const;
  const trace = await train({ ...resolved(config), steps: 1 }, { backend, subject, signal, deadline, quantities });
  const [, curvature, bound] = measured(trace, "stability-ratio")[0]?.values ?? [];
  const limit = bound / curvature;
  return limit > 0 && Number.isFinite(limit) ? atRate(config, learningRate.timesBound * limit) : resolved(config);
}
