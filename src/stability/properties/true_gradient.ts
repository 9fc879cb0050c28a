import { holds, inconclusive, measured, violated } from "../../core/mod.ts";
import { ANY, type StabilityProperty } from "./property.ts";

/** How far |g| may be from the slope, as a share of |g|, beyond what the two finite differences leave open. */
const TOLERANCE = 0.01;

/** The gradient that is used is the gradient of the loss that is reported. */
export const trueGradient: StabilityProperty = {
  name: "true-gradient",
  statement: "The gradient g that the optimizer is given is the gradient of the reported loss: the slope of the loss " +
    `along g is |g| within ${TOLERANCE * 100} % beyond what finite differences leave open.`,
  scope: ANY,
  cases: 3,
  appliesTo: () => true,
  plan: (config) => [{ config, quantities: ["directional-derivative"] }],
  judge([{ trace }]) {
    let worst = 0, judged = 0;
    for (const { step, values: [size, far, near, rounding] } of measured(trace, "directional-derivative")) {
      // Richardson's extrapolation; the two differences' disagreement bounds what it leaves out.
      const slope = (4 * near - far) / 3, open = Math.abs(near - far) + rounding;
      if (!(open < size / 20)) continue;
      judged++;
      const off = Math.abs(slope - size);
      worst = Math.max(worst, off / size);
      if (off <= TOLERANCE * size + open) continue;
      const witness = `at step ${step} the loss has slope ${slope} along the gradient, whose norm is ${size}`;
      return violated("wrong-gradient", { witness, evidence: { step, slope, norm: size, open } });
    }
    if (judged === 0) {
      return inconclusive("the gradient is too small to be measured by differences");
    }
    return holds({ worst, judged });
  },
};
