import { type Curve, type KnownRun, mean, updatesPerEpoch } from "../../core/mod.ts";

/** Fewer points an epoch, or epochs, show no period. */
const LEAST = { points: 8, epochs: 4 };

/** How alike the loss of one epoch is to that of the next. */
export interface Periodicity {
  /** Correlation of the loss at a lag of one epoch, less that at one and a half if there is one: what is slow has both. */
  correlation: number;
  /** What it may be by chance, three standard errors. */
  chance: number;
  epochs: number;
}

/**
 * Whether the loss repeats from epoch to epoch, as it does where batches always come in one order: the autocorrelation of
 * ln loss at a lag of an epoch, the mean over an epoch around each point taken out.
 *
 * @returns undefined if the log is too coarse, or the length of an epoch is not known
 */
export function periodicity({ step, loss }: Curve, known: KnownRun): Periodicity | undefined {
  const epoch = updatesPerEpoch(known), spacing = (step[step.length - 1] - step[0]) / (step.length - 1);
  if (known.unit === "epochs" || epoch === undefined || !(spacing > 0)) return undefined;
  const lag = Math.round(epoch / spacing), epochs = Math.floor(loss.length / lag);
  // Only a lag of whole points compares like with like.
  if (lag < LEAST.points || epochs < LEAST.epochs || Math.abs(lag * spacing / epoch - 1) > 1 / epochs / lag) {
    return undefined;
  }
  const logs = loss.map((value) => Math.log(value)), half = Math.floor(lag / 2), rest: number[] = [];
  if (!logs.every(Number.isFinite)) return undefined;
  for (let i = half; i + half < logs.length; i++) rest.push(logs[i] - mean(logs.slice(i - half, i + half + 1)));
  const slow = Math.max(0, correlationAt(rest, Math.round(1.5 * lag)));
  return { correlation: correlationAt(rest, lag) - slow, chance: 3 * Math.sqrt(2 / (rest.length - lag)), epochs };
}

function correlationAt(values: number[], lag: number): number {
  const middle = mean(values),
    of = (shift: number) => mean(values.slice(shift).map((value, i) => (value - middle) * (values[i] - middle)));
  return of(lag) / of(0) || 0;
}
