import { type Law, samePath } from "../law.ts";
import { trials } from "../trial.ts";
import { pathOf } from "../walk.ts";

/** The factor; a power of two, which float32 multiplies by without rounding. */
const FACTOR = 2 ** -7;

/** The rate multiplies the update and nothing else. */
export const rate: Law = {
  name: "rate",
  statement:
    "From weights of 0 the first update at a rate over 128 is exactly the update over 128, and so are all later ones " +
    "of a rule without weight decay.",
  trials: trials({ starts: [0], steps: [1, 2, 3, 6], values: [1, 0, -1, 2, 0.1, 10, 1e-3, -1e-7, 1e4] }),
  judge: async (candidate, trial) => {
    const { rule } = candidate, steps = rule && rule.kind !== "adamw" ? trial.gradients.length : 1;
    const own = { ...trial, gradients: trial.gradients.slice(0, steps) };
    const whole = await pathOf(candidate, own), part = await pathOf(candidate, { ...own, rate: trial.rate * FACTOR });
    const expected = whole.map((row) => row.map((w) => w * FACTOR));
    return samePath(part, expected, ` at rate ${trial.rate * FACTOR}`);
  },
};
