import { noLateRise } from "./no_late_rise.ts";
import { ANY, atSmallRate, SMALL, type StabilityProperty } from "./property.ts";

/** What `no-late-rise` claims of rates that are small by a table, of all cells and on measured ground. */
export const boundedRise: StabilityProperty = {
  name: "bounded-rise",
  statement: "Over a long run on full batches, a classifier that has learned, and whose stability ratio stays at " +
    `${SMALL} and below, neither meets the late-rise rule nor diverges.`,
  scope: {
    ...ANY,
    rates: { low: 0.02, high: 0.1 },
    steps: { low: 800, high: 1000, floor: 20 },
    batches: "full",
    data: "learnable",
    decorators: "none",
  },
  cases: 1,
  appliesTo: () => true,
  plan: (config) => [{ config, quantities: [] }],
  judge: ([run]) => atSmallRate(run, () => noLateRise.judge([run])),
  // A tanh RNN has cliffs in its loss (Pascanu et al. 2013, arXiv 1211.5063), which a step crosses at once.
  doubts: [{ name: "stability-ratio", every: 1 }],
};
