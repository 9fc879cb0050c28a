import { holds, violated } from "../../core/mod.ts";
import { ANY, type StabilityProperty } from "./property.ts";

/** Memory does not grow with the steps, and all of it comes back. */
export const noLeak: StabilityProperty = {
  name: "no-leak",
  statement: "No step after the second leaves a tensor behind, and none is left once the optimizer is disposed of.",
  scope: ANY,
  cases: 2,
  appliesTo: () => true,
  plan: (config) => [{ config, quantities: [] }],
  judge([{ trace: { leaked, loss } }]) {
    const evidence = { ...leaked, steps: loss.length };
    if (leaked.bySteps === 0 && leaked.afterwards === 0) return holds(evidence);
    const witness = `${leaked.bySteps} tensors were left by ${loss.length} steps, ${leaked.afterwards} after disposal`;
    return violated("leak", { witness, evidence });
  },
};
