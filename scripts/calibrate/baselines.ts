import { mean } from "../../src/core/mod.ts";

/** What a detector of a running training gets: the log so far, step by step, and how long an epoch is. */
export interface Log {
  loss: ArrayLike<number>;
  accuracy: ArrayLike<number>;
  /** Steps of one pass through the training set. */
  stepsPerEpoch: number;
}

/** The first step after which the detector gives an alarm; null if it never does. */
export type Detector = (log: Log) => number | null;

/** Keras' TerminateOnNaN, DeepOBS, AlgoPerf: a loss that is NaN or infinite. */
function nonFinite({ loss }: Log): number | null {
  return firstStep(loss, (value) => !Number.isFinite(value));
}

/**
 * AutoTrainer (Zhang et al., ICSE 2021), its rules that need no gradients, at each epoch's end: the epoch's loss is NaN or
 * at least 1e3; or in at least 20 % of the epochs so far, five at least, the accuracy turned by .03 or more (a maximum
 * against the minimum next to it).
 */
function autoTrainer(log: Log): number | null {
  const epochs = epochsOf(log);
  let turns = 0, extreme = NaN;
  for (let e = 0; e < epochs.length; e++) {
    if (!(epochs[e].loss < 1e3)) return epochs[e].last;
    // Whether the epoch before was a maximum or a minimum shows in this one.
    const [first, middle, last] = epochs.slice(Math.max(0, e - 2), e + 1).map(({ accuracy }) => accuracy);
    if ((middle - first) * (last - middle) < 0) {
      if (Math.abs(middle - extreme) >= 0.03) turns++;
      extreme = middle;
    }
    if (e >= 4 && turns >= 0.2 * (e + 1)) return epochs[e].last;
  }
  return null;
}

/** TheDeepChecker (Ben Braiek and Khomh, 2022), its rule of a diverging loss: twice the least so far, 5 checks running. */
function deepChecker({ loss }: Log): number | null {
  let least = Infinity, running = 0;
  return firstStep(loss, (value) => {
    running = value >= 2 * least || !Number.isFinite(value) ? running + 1 : 0;
    least = Math.min(least, Number.isFinite(value) ? value : least);
    return running >= 5;
  });
}

/** SageMaker Debugger's LossNotDecreasing with its defaults: over 10 steps the loss does not fall by .1 %. */
function lossNotDecreasing({ loss }: Log): number | null {
  return firstStep(loss, (value, i) => i > 0 && i % 10 === 0 && !(value <= 0.999 * loss[i - 10]));
}

/** Lightning's SpikeDetection with its defaults: the loss is 3 times the mean of the 10 before it, or not finite. */
function lightningSpike({ loss }: Log): number | null {
  return firstStep(loss, (value, i) => {
    if (!Number.isFinite(value)) return true;
    return i >= 10 && value >= 3 * mean(Array.from({ length: 10 }, (_, k) => loss[i - 10 + k]));
  });
}

/** Early stopping, patience 5: for five epochs in a row the mean loss is not below the best. */
function patience5(log: Log): number | null {
  let best = Infinity, waited = 0;
  for (const { loss, last } of epochsOf(log)) {
    waited = loss < best ? 0 : waited + 1;
    best = Math.min(best, Number.isFinite(loss) ? loss : best);
    if (waited >= 5) return last;
  }
  return null;
}

/** An epoch's mean loss is over twice the best so far, or not finite. */
function twiceTheBest(log: Log): number | null {
  let best = Infinity;
  for (const { loss, last } of epochsOf(log)) {
    if (!(loss <= 2 * best)) return last;
    best = Math.min(best, loss);
  }
  return null;
}

/** What others have, by name: THEORY, section 7, made as small as their rules allow. */
export const BASELINES: Readonly<Record<string, Detector>> = {
  "AutoTrainer, loss and accuracy": autoTrainer,
  "TheDeepChecker, diverging loss": deepChecker,
  "SageMaker LossNotDecreasing": lossNotDecreasing,
  "Lightning SpikeDetection": lightningSpike,
  "early stopping, patience 5": patience5,
  "epoch mean over twice the best": twiceTheBest,
  "non-finite only": nonFinite,
};

interface Epoch {
  loss: number;
  accuracy: number;
  /** Its last step. */
  last: number;
}

function epochsOf({ loss, accuracy, stepsPerEpoch }: Log): Epoch[] {
  return Array.from({ length: Math.ceil(loss.length / stepsPerEpoch) }, (_, e) => {
    const from = e * stepsPerEpoch, last = Math.min(loss.length, from + stepsPerEpoch) - 1;
    const over = (values: ArrayLike<number>) =>
      mean(Array.from({ length: last - from + 1 }, (_, i) => values[from + i]));
    return { loss: over(loss), accuracy: over(accuracy), last };
  });
}

function firstStep(loss: ArrayLike<number>, alarms: (value: number, i: number) => boolean): number | null {
  for (let i = 0; i < loss.length; i++) if (alarms(loss[i], i)) return i;
  return null;
}
