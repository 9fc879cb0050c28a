import { evaluationsOf, parseTrainingConfig, type QuadraticConfig, type TrainingTrace } from "../../src/core/mod.ts";
import type { Outcome } from "../../src/diagnosis/laboratory.ts";
import type { Observation, Ratio } from "../../src/diagnosis/observation.ts";
import { judgeEvaluations } from "../../src/stability/mod.ts";

/** A quadratic of largest eigenvalue 1, whose bound under gradient descent is 2. */
export function quadraticConfig(optimizer: object, fields: { steps?: number; seed?: number } = {}): QuadraticConfig {
  return parseTrainingConfig({ problem: "quadratic" as const, optimizer, steps: 60, ...fields });
}

/** An optimizer's spec at a rate. */
export function at(rate: number, kind = "sgd", numbers: object = {}): object {
  return { kind, learningRate: { absolute: rate }, ...numbers };
}

/** What a run with the given losses comes to: one an evaluation, each step being one, on full batches or not. */
export function outcomeOf(
  losses: number[],
  { updateNorm, batches = 1 }: { updateNorm?: number[]; batches?: number } = {},
): Outcome {
  const trace: TrainingTrace = {
    loss: losses,
    accuracy: losses.map(() => NaN),
    gradientNorm: losses.map(() => 1),
    updateNorm: updateNorm ?? losses.map(() => 1),
    weightNorm: losses.map(() => 1),
    epochs: Array.from({ length: Math.ceil(losses.length / batches) }, () => ({ loss: 1, accuracy: NaN })),
    measurements: losses.map((loss, step) => ({ quantity: "evaluation", step, values: [loss, NaN] })),
    ending: { kind: "completed" },
    backend: { name: "wasm" },
    kernel: "plain",
    leaked: { bySteps: 0, afterwards: 0 },
  };
  const truth = judgeEvaluations(evaluationsOf(trace));
  return { truth, fails: truth.judgement !== "stable", trace };
}

/** Ratios whose parts are the given functions of the step. */
export function ratiosOf(
  steps: number[],
  { rate = () => 0.1, curvature = () => 1, preconditioner = () => 1, bound = 2 }: {
    rate?: (step: number) => number;
    curvature?: (step: number) => number;
    preconditioner?: (step: number) => number;
    bound?: number;
  },
): Ratio[] {
  return steps.map((step) => {
    const parts = { rate: rate(step), curvature: curvature(step), preconditioner: preconditioner(step), bound };
    return { step, pi: parts.rate * parts.curvature / (parts.preconditioner * bound), ...parts };
  });
}

/** What was seen of a run with the given ratios that failed at `onset`; its loss stands still unless it is given. */
export function observationOf(
  ratios: Ratio[],
  { onset, loss = Array(onset).fill(1), batches, ...fields }:
    & { onset: number; loss?: number[]; batches?: number }
    & Partial<Pick<Observation, "config" | "preconditioners" | "sensitivity">>,
): Observation {
  return {
    config: quadraticConfig(at(0.1)),
    outcome: outcomeOf(loss, { batches }),
    onset,
    ratios,
    preconditioners: [],
    sensitivity: { start: [], end: [] },
    ...fields,
  };
}
