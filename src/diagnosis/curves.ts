import type { DiagnosisCurve } from "../core/mod.ts";
import { finite } from "./_numbers.ts";
import { evaluations } from "./experiment.ts";
import type { Outcome } from "./laboratory.ts";

/** A run as curves: at its evaluations, and pi where it was measured. */
export function curveOf(outcome: Outcome, ratios: readonly { step: number; pi: number }[]): DiagnosisCurve {
  const points = evaluations(outcome), { gradientNorm } = outcome.trace;
  return {
    step: points.map(({ step }) => step),
    loss: points.map(({ loss }) => finite(loss)),
    accuracy: points.map(({ accuracy }) => finite(accuracy)),
    gradientNorm: points.map(({ step }) => finite(gradientNorm[step] ?? NaN)),
    stabilityRatio: { step: ratios.map(({ step }) => step), value: ratios.map(({ pi }) => finite(pi)) },
  };
}
