import { type Curve, mean, prng } from "../../src/core/mod.ts";
import { batchesPerEpoch } from "../../src/training/problems/batches.ts";
import type { Run } from "./ladder.ts";

/** The ways a run may have been logged, by name; null: it would be the same log as that of every step. */
export const VARIANTS: Readonly<Record<string, (run: Run) => Curve | null>> = {
  "every step": fullCurve,
  "without accuracy": (run) => ({ ...fullCurve(run), accuracy: undefined }),
  "every 10th step": (run) => pick(fullCurve(run), (i) => i % 10 === 0),
  "a third of the steps, at random": (run) => {
    const random = prng(run.config.seed, 0x109);
    return pick(fullCurve(run), (i) => random.uniform() < 1 / 3 || i === 0);
  },
  "accuracy every 20th step": (run) => {
    const curve = fullCurve(run);
    return { ...curve, accuracy: curve.accuracy?.map((value, i) => i % 20 === 0 ? value : NaN) };
  },
  "epoch means": epochMeans,
};

function fullCurve({ loss, accuracy }: Run): Curve {
  return { step: Array.from(loss, (_, i) => i), loss: [...loss], accuracy: [...accuracy] };
}

/** What is not finite stays: a log would have it. */
function pick({ step, loss, accuracy = [] }: Curve, keeps: (i: number) => boolean): Curve {
  const kept = step.filter((_, i) => keeps(i) || !Number.isFinite(loss[i]));
  return { step: kept, loss: kept.map((i) => loss[i]), accuracy: kept.map((i) => accuracy[i]) };
}

/** One point an epoch, at its last step: what a training loop that prints after each epoch would log. */
function epochMeans(run: Run): Curve | null {
  const { data: { samples }, batchSize } = run.config, length = batchesPerEpoch(samples, batchSize);
  if (length === 1) return null;
  const { loss, accuracy = [] } = fullCurve(run);
  const starts = Array.from({ length: Math.ceil(loss.length / length) }, (_, e) => e * length);
  const over = (values: number[]) => starts.map((from) => mean(values.slice(from, from + length)));
  return {
    step: starts.map((from) => Math.min(loss.length, from + length) - 1),
    loss: over(loss),
    accuracy: over(accuracy),
  };
}

/** Steps of one pass through the training set of a run. */
export function stepsPerEpoch({ config: { data: { samples }, batchSize } }: Run): number {
  return batchesPerEpoch(samples, batchSize);
}
