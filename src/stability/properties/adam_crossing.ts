import {
  absoluteRate,
  holds,
  inconclusive,
  measured,
  type QuadraticConfig,
  stabilityBound,
  type TrainingTrace,
  violated,
} from "../../core/mod.ts";
import type { StabilityProperty } from "./property.ts";

/** Steps of a run: with the default beta2 a crossing comes after 5,000 to 8,000. */
const STEPS = 9000;
/** Steps between two measurements of the stability ratio. */
const EVERY = 100;
/** The run has come to rest where pi grew as the decay of v alone makes it grow, within this share, so many times in a row. */
const QUIET = { share: 0.01, times: 5 };
/** How far from its prediction the crossing may be, share of the time to it, beyond the steps between measurements. */
const WINDOW = 0.03;
/** Above eps*, share: at eps* itself float32 decides. */
const ABOVE = 1.05;

/**
 * Adam's late rise: in a quiet phase v decays as beta2^t, the curvature of P^-1 H grows although the landscape is the same,
 * and passes the bound. Predicted from the ratio pi at one step, as P = sqrt(v) + eps = eps* / pi, to come
 * (2 / -ln beta2) ln((eps* / pi - eps) / (eps* - eps)) steps later. Source: Z. Bai et al., arXiv 2506.04805.
 */
export const adamCrossing: StabilityProperty<QuadraticConfig> = {
  name: "adam-crossing",
  statement:
    "On a quadratic at rest, Adam's stability ratio passes 1 when its decaying second moment predicts it, within " +
    `${WINDOW * 100} % of its time, and never with epsilon at ${ABOVE} of eps* and above.`,
  scope: { problem: "quadratic", rates: { low: 0.5, high: 1.1 }, steps: { low: STEPS, high: STEPS } },
  own: { unfit: "claimed of quadratics, whose bound is exact" },
  cases: 1,
  appliesTo: ({ kind }) => kind === "adam",
  plan: (config) =>
    [config, withEpsilon(config, ABOVE * epsilonStar(config))].map((config) => ({
      config,
      quantities: [{ name: "stability-ratio", every: EVERY }],
    })),
  judge([{ config, trace }, { trace: guarded }]) {
    const above = ratios(guarded).find(({ step, pi }) => step >= EVERY && pi > 1);
    if (above) {
      const witness = `with epsilon above eps* the stability ratio was ${above.pi} at step ${above.step}`;
      return violated("crossed-above-epsilon", { witness, evidence: { ...above } });
    }
    const quiet = firstQuiet(ratios(trace), config);
    const crossed = quiet && ratios(trace).find(({ step, pi }) => step > quiet.step && pi > 1);
    if (!crossed) return inconclusive("the run did not come to rest, or was too short for a crossing");
    const predicted = predictedFrom(quiet, config), late = crossed.step - predicted;
    const evidence = { predicted, crossed: crossed.step };
    if (late > -WINDOW * predicted && late < EVERY + WINDOW * predicted) return holds(evidence);
    const witness = `the stability ratio passed 1 by step ${crossed.step}, predicted was ${predicted}`;
    return violated("unpredicted-crossing", { witness, evidence });
  },
};

/** The smallest epsilon that makes a crossing impossible: rate x largest eigenvalue / bound. */
function epsilonStar(config: QuadraticConfig): number {
  return absoluteRate(config) * config.quadratic.largest / stabilityBound({ kind: "adam", beta1: adam(config).beta1 });
}

function withEpsilon(config: QuadraticConfig, epsilon: number): QuadraticConfig {
  return { ...config, optimizer: { ...adam(config), epsilon } };
}

function adam({ optimizer }: QuadraticConfig): Extract<QuadraticConfig["optimizer"], { kind: "adam" | "adamax" }> {
  if (optimizer.kind === "adam") return optimizer;
  throw new TypeError(`adam-crossing is claimed of adam, not of ${optimizer.kind}`);
}

function ratios(trace: TrainingTrace): { step: number; pi: number }[] {
  return measured(trace, "stability-ratio").map(({ step, values: [pi] }) => ({ step, pi }));
}

/** The first measurement at rest, if it is below the bound. */
function firstQuiet(all: { step: number; pi: number }[], config: QuadraticConfig) {
  const growth = adam(config).beta2 ** (-EVERY / 2);
  const isGrown = (k: number) => k > 0 && Math.abs(all[k].pi / all[k - 1].pi / growth - 1) < QUIET.share;
  const quiet = all.find((_, k) => Array.from({ length: QUIET.times }, (_, i) => isGrown(k - i)).every(Boolean));
  return quiet && quiet.pi < 1 ? quiet : undefined;
}

function predictedFrom({ step, pi }: { step: number; pi: number }, config: QuadraticConfig): number {
  const { beta2, epsilon } = adam(config), star = epsilonStar(config);
  return step + 2 / -Math.log(beta2) * Math.log((star / pi - epsilon) / (star - epsilon));
}
