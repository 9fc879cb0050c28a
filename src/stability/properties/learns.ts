import { curveOf, holds, inconclusive, median, RATES, violated } from "../../core/mod.ts";
import { judgeCurve } from "../judgement.ts";
import { ANY, type StabilityProperty } from "./property.ts";

/** The share of its start that the loss must reach: the mark of a run that has learned. */
const LEARNED = 0.7;
/** The fewest steps in which it must have learned; a run that diverges may be shorter. */
const STEPS = 600;

/** The counterpart of the others: an optimizer that does nothing is stable, too. */
export const learns: StabilityProperty = {
  name: "learns",
  statement:
    `On a learnable task, at a rate in the healthy band, the loss reaches ${LEARNED} of its start and does not diverge.`,
  scope: {
    ...ANY,
    rates: RATES.healthy,
    steps: { low: STEPS, high: 800, floor: 20 },
    data: "learnable",
    source: "generated",
    decorators: "none",
  },
  own: { unfit: "nobody knows whether it can be learned, and how fast" },
  cases: 4,
  appliesTo: () => true,
  plan: (config) => [{ config, quantities: [] }],
  bySeries: true,
  judge([run]) {
    const curve = judgeCurve(curveOf(run.trace));
    if (curve.judgement === "diverged") {
      const witness = `the loss diverged from step ${curve.onset}, at the end it is ${run.trace.loss.at(-1)}`;
      return violated("diverged", { witness, evidence: { onset: curve.onset ?? -1, start: run.trace.loss[0] } });
    }
    const { loss } = run.trace, epoch = Math.max(1, Math.round(loss.length / Math.max(1, run.trace.epochs.length)));
    // Medians of five epochs: one lucky mini-batch is not learning.
    let best = Infinity;
    for (let from = 0; from + epoch <= loss.length; from += epoch) {
      best = Math.min(best, median(loss.slice(from, from + 5 * epoch)));
    }
    const first = median(loss.slice(0, epoch)), evidence = { first, best, share: best / first };
    if (best <= LEARNED * first) return holds(evidence);
    if (loss.length < STEPS) return inconclusive(`in less than ${STEPS} steps it need not have learned`);
    const witness = `the loss went from ${first} to ${best} at best in ${loss.length} steps: ${
      best / first
    } of its start`;
    return violated("no-progress", { witness, evidence });
  },
};
