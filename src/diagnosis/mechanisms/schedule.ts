import { digits } from "../../core/mod.ts";
import { rateFactor } from "../../optimizers/mod.ts";
import { changeOptimizer, restoring } from "../changes.ts";
import { type MechanismRule, refuted } from "../mechanism.ts";
import { mostSteps } from "../pairs.ts";

/** The rise of the rate that counts. */
const RISE = 1.2;

/** The schedule has raised the rate by the onset. */
export const schedule: MechanismRule = {
  name: "schedule",
  examine(observation) {
    const { config, onset } = observation;
    const { optimizer: { schedule }, steps } = config;
    if (schedule.kind === "constant") return refuted("The rate is constant.");
    const factorAt = (step: number) => rateFactor(schedule, step, steps);
    const start = factorAt(0), end = factorAt(Math.max(0, onset - 1)), most = Math.max(end, factorAt(onset));
    const evidence = { kind: schedule.kind, factorAtStart: start, factorAtOnset: most, onset };
    const says =
      `The schedule (${schedule.kind}) takes the rate from ${digits(start)} times its value at the start to ` +
      `${digits(most)} times at step ${onset}.`;
    if (!(most > RISE * start)) return refuted(says, evidence);
    const change = restoring(changeOptimizer(config, { schedule: { kind: "constant" } }, "schedule"));
    // A lower rate may only delay: at least as much rate x steps as the raised one had when it failed.
    const raised = Array.from({ length: onset }, (_, step) => factorAt(step)).reduce((sum, factor) => sum + factor, 0);
    const longer = Math.max(steps, Math.min(Math.ceil(raised), mostSteps(observation, steps)));
    return {
      plausible: true,
      says,
      evidence,
      changes: [{ ...change, setup: { config: { ...change.setup.config, steps: longer } } }],
    };
  },
};
