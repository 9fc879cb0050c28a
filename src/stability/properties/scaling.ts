import { absoluteRate, type ClassifierConfig, holds, measured, type TrainingTrace, violated } from "../../core/mod.ts";
import { ANY, type StabilityProperty } from "./property.ts";

/** The largest exponent: beyond it a small gradient times 2^-k would leave the normal float32 numbers. */
const LARGEST = 20;

/** Rules that are linear in the gradient: scaling the loss is undone by scaling the rate, exactly for powers of two. */
export const scaling: StabilityProperty<ClassifierConfig> = {
  name: "scaling",
  statement: "For sgd, momentum and nesterov without clipping, the loss times 2^k with the rate over 2^k, " +
    `|k| <= ${LARGEST}, gives bit-equal weights, update norms and accuracies, and exactly 2^k times the losses and gradient norms.`,
  // Numbers that saturate a cell give gradients below the normal float32 numbers, which lose bits when they are scaled.
  scope: { ...ANY, source: "generated", decorators: "none" },
  own: { unfit: "it scales the built-in loss" },
  cases: 3,
  appliesTo: ({ kind }) => kind === "sgd" || kind === "momentum" || kind === "nesterov",
  plan: (config) => [config, scaled(config)].map((config) => ({ config, quantities: ["final-weights"] })),
  judge([a, b]) {
    const k = b.config.loss.log2Scale - a.config.loss.log2Scale, difference = firstDifference(a.trace, b.trace, 2 ** k);
    if (!difference) return holds({ k, steps: a.trace.loss.length });
    const witness = `with the loss times 2^${k} and the rate over it, ${difference}`;
    return violated("scaling", { witness, evidence: { k, difference } });
  },
};

/** An exponent other than 0 from the config's own seed, and the rate that undoes it. */
function scaled(config: ClassifierConfig): ClassifierConfig {
  const k = (config.seed % 2 ? 1 : -1) * (1 + (config.seed >>> 1) % LARGEST);
  const log2Scale = Math.max(-LARGEST, Math.min(LARGEST, config.loss.log2Scale + k));
  const factor = 2 ** (log2Scale - config.loss.log2Scale);
  const learningRate = { absolute: absoluteRate(config) / factor };
  return { ...config, loss: { ...config.loss, log2Scale }, optimizer: { ...config.optimizer, learningRate } };
}

function firstDifference(a: TrainingTrace, b: TrainingTrace, factor: number): string | undefined {
  const factors = { weightNorm: 1, updateNorm: 1, accuracy: 1, loss: factor, gradientNorm: factor };
  for (const [name, times] of Object.entries(factors) as [keyof typeof factors, number][]) {
    const step = a[name].findIndex((value, i) => !Object.is(value * times, b[name][i]));
    if (step >= 0) return `${name} at step ${step} is ${b[name][step]} in place of ${a[name][step] * times}`;
  }
  const [before, after] = [a, b].map((trace) => measured(trace, "final-weights")[0]?.values ?? []);
  const at = before.findIndex((value, i) => !Object.is(value, after[i]));
  if (at >= 0) return `weight ${at} ends at ${after[at]} in place of ${before[at]}`;
}
