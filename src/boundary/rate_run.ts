import { atRate, curveOf, type Judgement, type TrainingConfig, type TrainingTrace } from "../core/mod.ts";
import { judgeCurve } from "../stability/mod.ts";
import { train, type TrainOptions } from "../training/mod.ts";
import { type Outcome, trendOf } from "./trend.ts";

/** A run at one rate. */
export interface RateRun {
  /** Absolute. */
  rate: number;
  /** Of weights and batches. */
  seed: number;
  /** Whether it is stable. */
  outcome: Outcome;
  /** What it rests on: growth or decay that was clear before the end, or what the whole curve was judged. */
  reason: "growth" | "decay" | Judgement;
  /** Steps that were made. */
  steps: number;
}

/** A loss so many times the first has grown clearly. */
const GROWN = 1e3;

/**
 * Trains a config at one rate, until its end or until it is clear how it ends. Unstable is what grows, diverges or meets
 * the late-rise rule, and what makes no progress although a smaller rate does.
 *
 * @param run `learned`: whether a smaller rate made the loss fall
 * @throws the reason of the signal, if it is aborted
 */
export async function runAt(
  config: TrainingConfig,
  { rate, seed, learned }: { rate: number; seed: number; learned: boolean },
  options: TrainOptions,
): Promise<RateRun> {
  const stop = new AbortController(), isQuadratic = config.problem === "quadratic";
  let clear: Outcome | undefined;
  const trace = await train(atRate({ ...config, seed }, rate), {
    ...options,
    signal: AbortSignal.any([stop.signal, ...options.signal ? [options.signal] : []]),
    onStep: (_, trace) => {
      clear = isQuadratic ? trendOf(trace.gradientNorm) : hasGrown(trace) ? "unstable" : undefined;
      if (clear) stop.abort();
    },
  });
  options.signal?.throwIfAborted();
  const steps = trace.loss.length;
  if (clear) return { rate, seed, outcome: clear, reason: clear === "stable" ? "decay" : "growth", steps };
  const { judgement } = judgeCurve(curveOf(trace));
  const isStable = judgement === "stable" || judgement === "no-progress" && !learned;
  return { rate, seed, outcome: isStable ? "stable" : "unstable", reason: judgement, steps };
}

function hasGrown({ loss }: Readonly<TrainingTrace>): boolean {
  return loss.at(-1)! > GROWN * loss[0];
}
