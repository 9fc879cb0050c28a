import { HOLDS, type Law } from "../law.ts";
import { trials } from "../trial.ts";
import { pathOf } from "../walk.ts";

/** Constant gradients, zero among them, from the smallest that float32 holds to what its squares leave finite. */
export const finite: Law = {
  name: "finite",
  statement: "A constant gradient, zero included, of any size up to 1e18 never gives a weight that is not finite.",
  trials: trials({
    steps: [1, 2, 3, 10, 50, 200],
    patterns: ["constant"],
    values: [0, 1, 1e-3, -1e-3, 10, 1e-7, -1e-20, 1e-38, 1e-45, 1e8, -1e18],
  }),
  judge: async (candidate, trial) => {
    const path = await pathOf(candidate, trial), step = path.findIndex((row) => !row.every(Number.isFinite));
    if (step < 0) return HOLDS;
    const weight = path[step].findIndex((value) => !Number.isFinite(value));
    return {
      holds: false,
      seen: `${path[step][weight]} as weight ${weight} after step ${step + 1}`,
      expected: "a number",
    };
  },
};
