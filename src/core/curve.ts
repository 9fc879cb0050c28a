import { measured, type TrainingTrace } from "./trace.ts";

/**
 * What a log has, and all that a detector may see: points in step order. All arrays are of one length.
 * Non-finite losses are data; a gap is a point that is not there.
 */
export interface Curve {
  /** Strictly increasing; steps, epochs, or line numbers. */
  step: number[];
  /** One at each step, in any unit; ratios of losses count, so 0 should be the least possible. */
  loss: number[];
  /** 0..1; absent if the log has none, NaN at a gap. */
  accuracy?: number[];
}

/**
 * The curve of a trace: its mini-batch loss and accuracy at every step. A gradient or weights that became non-finite
 * show as a NaN at the step after, as they would in a log.
 */
export function curveOf({ loss, accuracy, ending }: TrainingTrace): Curve {
  const step = loss.map((_, i) => i);
  if (ending.kind !== "non-finite" || ending.where === "loss") return { step, loss, accuracy };
  return { step: [...step, loss.length], loss: [...loss, NaN], accuracy: [...accuracy, NaN] };
}

/**
 * Loss and accuracy of all samples at the steps where a trace has the quantity "evaluation"; of a run that ended non-finite a
 * non-finite one at last, as its log would show.
 */
export function evaluationsOf(trace: TrainingTrace): { step: number; loss: number; accuracy: number }[] {
  const list = measured(trace, "evaluation").map(({ step, values: [loss, accuracy] }) => ({ step, loss, accuracy }));
  const { ending } = trace;
  if (ending.kind === "non-finite") list.push({ step: ending.step + 1, loss: NaN, accuracy: 0 });
  return list;
}
