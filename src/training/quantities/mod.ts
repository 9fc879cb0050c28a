import type { QuantityName } from "../../core/mod.ts";
import { criticalDirection } from "./critical_direction.ts";
import { curvatureAlongGradient } from "./curvature_along_gradient.ts";
import { curvatureAlongStep } from "./curvature_along_step.ts";
import { directionalDerivative } from "./directional_derivative.ts";
import { evaluation } from "./evaluation.ts";
import { finalWeights } from "./final_weights.ts";
import { initialGradient } from "./initial_gradient.ts";
import { inputSensitivity } from "./input_sensitivity.ts";
import { preconditioner } from "./preconditioner.ts";
import { preconditionedSharpness } from "./preconditioned_sharpness.ts";
import type { Quantity } from "./quantity.ts";
import { sharpness } from "./sharpness.ts";
import { stabilityRatio } from "./stability_ratio.ts";

export type { Moment, Quantity, StepMade } from "./quantity.ts";

/** All that can be measured along a training, by name. */
export const QUANTITIES: Record<QuantityName, Quantity> = {
  "evaluation": evaluation,
  "initial-gradient": initialGradient,
  "directional-derivative": directionalDerivative,
  "final-weights": finalWeights,
  "sharpness": sharpness,
  "preconditioned-sharpness": preconditionedSharpness,
  "stability-ratio": stabilityRatio,
  "critical-direction": criticalDirection,
  "preconditioner": preconditioner,
  "input-sensitivity": inputSensitivity,
  "curvature-along-gradient": curvatureAlongGradient,
  "curvature-along-step": curvatureAlongStep,
};
