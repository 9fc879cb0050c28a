import { type ClassifierConfig, digits, type Evidence, median, type ReshuffledOrder } from "../../core/mod.ts";
import { restoring } from "../changes.ts";
import type { Laboratory, Setup } from "../laboratory.ts";
import type { Change } from "../mechanism.ts";
import type { Observation } from "../observation.ts";

/** Other batches that are tried at a step, and earlier steps. */
const OTHERS = 6;
/** The steps before a step that its gradient is compared with. */
const BEFORE = 20;
/** The first step that has enough of them. */
const SETTLED = 5;
/** A gradient that is less than so many times what it was before is none that jumped. */
const JUMP = 2;

/** What one batch has to do with the failure. */
export interface OneBatch {
  says: string;
  evidence: Evidence;
  /** The same run without that batch; undefined if it is not to blame. */
  change?: Change;
}

/** The step up to the onset at which the gradient jumped most, and by what, in times of the median just before. */
export function jumpOf({ outcome: { trace: { gradientNorm } }, onset }: Observation): { step: number; jump: number } {
  const most = { step: 0, jump: 0 };
  for (let step = SETTLED; step < Math.min(onset, gradientNorm.length); step++) {
    const jump = gradientNorm[step] / median(gradientNorm.slice(Math.max(0, step - BEFORE), step));
    if (jump > most.jump) Object.assign(most, { step, jump });
  }
  return most;
}

/**
 * The step at which the gradient jumped, with the batches of later steps in place of its own and all else as it was. Near the edge
 * any change of the bits removes a failure: so where none of these fails, earlier steps get another batch as well, and most of
 * those runs must fail for the one to be to blame.
 */
export async function oneBatch(
  observation: Observation,
  { config, order }: { config: ClassifierConfig; order: ReshuffledOrder },
  lab: Laboratory,
): Promise<OneBatch> {
  const { step, jump } = jumpOf(observation);
  if (!(jump >= JUMP)) return { says: "", evidence: {} };
  const setupOf = (replace: ReshuffledOrder["replace"]): Setup => ({
    config: { ...config, batchOrder: { ...order, replace } },
  });
  const failing = (replaced: (k: number) => ReshuffledOrder["replace"]) =>
    lab.failures(Array.from({ length: OTHERS }, (_, k) => setupOf(replaced(k))));
  const failed = await failing((k) => ({ step, by: step + 1 + k }));
  const evidence = { jumpAt: step, jump, otherBatches: OTHERS, otherBatchesFailed: failed };
  const says =
    ` At step ${step} the gradient jumped to ${digits(jump)} times what it was just before; with another batch at ` +
    `that step ${failed} of ${OTHERS} runs fail`;
  if (failed > 0) return { says: `${says}.`, evidence };
  const elsewhere = await failing((k) => {
    const earlier = Math.floor((k + 0.5) / OTHERS * step);
    return { step: earlier, by: earlier + 1 };
  });
  const told = {
    says: `${says}, with another batch at an earlier step ${elsewhere} of ${OTHERS}.`,
    evidence: { ...evidence, earlierSteps: OTHERS, earlierStepsFailed: elsewhere },
  };
  if (elsewhere <= OTHERS / 2) return told;
  const by = step + 1, change = `the batch of step ${step} -> that of step ${by}`;
  return { ...told, change: restoring({ intervention: "another batch", change, setup: setupOf({ step, by }) }) };
}
