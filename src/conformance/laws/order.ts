import { type Law, samePath } from "../law.ts";
import { trials } from "../trial.ts";
import { givenOf, pathOf } from "../walk.ts";

const SEVERAL = trials({ weights: [2, 3], steps: [1, 2, 3, 6] });

/** The order in which variables are given is of no account. */
export const order: Law = {
  name: "order",
  statement:
    "Given in another order at every other step, as a list or as a record, variables go the same way to the bit.",
  trials: SEVERAL,
  judge: async (candidate, trial) => {
    const expected = await pathOf(candidate, trial, { layout: "each" });
    for (const form of ["list", "record"] as const) {
      const seen = await pathOf(candidate, trial, {
        layout: "each",
        form,
        given: (row, step) => step % 2 ? givenOf(row, "each").reverse() : givenOf(row, "each"),
      });
      const finding = samePath(seen, expected, `, variables reversed at every other step, as a ${form}`);
      if (!finding.holds) return finding;
    }
    return { holds: true };
  },
};

/** Which weights are together in a variable is of no account to a rule that is elementwise. */
export const grouping: Law = {
  name: "grouping",
  statement: "Weights go the same way to the bit in one variable and in a variable each.",
  appliesTo: ({ rule }) => rule !== undefined,
  trials: SEVERAL,
  judge: async (candidate, trial) =>
    samePath(
      await pathOf(candidate, trial, { layout: "each" }),
      await pathOf(candidate, trial),
      ", in a variable each",
    ),
};
