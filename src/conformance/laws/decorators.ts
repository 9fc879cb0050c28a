import type { ScheduleSpec } from "../../core/mod.ts";
import { ClipByGlobalNorm, ClipByValue, type Optimizer, Scheduled } from "../../optimizers/mod.ts";
import { type Law, samePath } from "../law.ts";
import { trials } from "../trial.ts";
import { hasSettableRate, pathOf } from "../walk.ts";

/** So large that nothing is clipped. */
const NEVER = 1e30;
const CONSTANT: ScheduleSpec = { kind: "constant" }, HALVING: ScheduleSpec = { kind: "step", every: 1, factor: 0.5 };

/** Clipping and schedules around an optimizer do what they say, whichever is outside. */
export const decorators: Law = {
  name: "decorators",
  statement:
    "Clipping inside a schedule and a schedule inside clipping go the same way to the bit; a constant schedule and clipping " +
    "that never clips change no bit.",
  appliesTo: hasSettableRate,
  trials: trials({ steps: [1, 2, 3, 6], weights: [1, 2], values: [1, 0, -1, 0.1, 10, 1e-3, -1e-7, 1e4] }),
  judge: async (candidate, trial) => {
    const scheduled = (schedule: ScheduleSpec) => (inner: Optimizer) =>
      new Scheduled(inner, { learningRate: trial.rate, schedule, steps: trial.gradients.length });
    const plain = await pathOf(candidate, trial);
    for (const clip of ["global-norm", "value"] as const) {
      const none = await pathOf(candidate, trial, {
        decorate: (inner) => clipped({ kind: clip, max: NEVER })(scheduled(CONSTANT)(inner)),
      });
      const idle = samePath(none, plain, `, clipping by ${clip} that never clips and a constant schedule around it`);
      if (!idle.holds) return idle;
      const inside = await pathOf(candidate, trial, {
        decorate: (inner) => scheduled(HALVING)(clipped({ kind: clip, max: 1 })(inner)),
      });
      const outside = await pathOf(candidate, trial, {
        decorate: (inner) => clipped({ kind: clip, max: 1 })(scheduled(HALVING)(inner)),
      });
      const finding = samePath(inside, outside, `, clipping by ${clip} inside a schedule`);
      if (!finding.holds) return finding;
    }
    return { holds: true };
  },
};

const clipped = ({ kind, max }: { kind: "global-norm" | "value"; max: number }) => (inner: Optimizer): Optimizer =>
  kind === "value" ? new ClipByValue(inner, max) : new ClipByGlobalNorm(inner, max);
