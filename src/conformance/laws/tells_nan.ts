import { type Law, sameBits } from "../law.ts";
import { trials } from "../trial.ts";
import { pathOf } from "../walk.ts";

/** A NaN in a gradient is not swallowed, as some backends' maximum does, and stays where it is. */
export const tellsNan: Law = {
  name: "tells-nan",
  statement:
    "A gradient of NaN makes its weight NaN from then on, and leaves the other weights to the bit as they would be.",
  trials: trials({ weights: [2, 3], steps: [1, 2, 3, 6], values: [1, 0, -1, 0.1, 1e-3, 100] }),
  judge: async (candidate, trial) => {
    const expected = (await pathOf(candidate, trial)).map((row) => [NaN, ...row.slice(1)]);
    const gradients = trial.gradients.map(([first, ...rest], step) => [step === 0 ? NaN : first, ...rest]);
    const seen = await pathOf(candidate, { ...trial, gradients });
    const last = expected.length - 1;
    return sameBits(seen[last], expected[last], `after step ${last + 1}, the first gradient of weight 0 being NaN`);
  },
};
