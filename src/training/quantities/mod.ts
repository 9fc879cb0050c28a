import type { QuantityName } from "../../core/mod.ts";
import { directionalDerivative } from "./directional_derivative.ts";
import { evaluation } from "./evaluation.ts";
import { finalWeights } from "./final_weights.ts";
import { initialGradient } from "./initial_gradient.ts";
import type { Quantity } from "./quantity.ts";

export type { Moment, Quantity } from "./quantity.ts";

/** All that can be measured along a training, by name. */
export const QUANTITIES: Record<QuantityName, Quantity> = {
  "evaluation": evaluation,
  "initial-gradient": initialGradient,
  "directional-derivative": directionalDerivative,
  "final-weights": finalWeights,
};
