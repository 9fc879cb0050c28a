import {
  absoluteRate,
  atRate,
  CONVERGED,
  exactBound,
  InputError,
  type Interval,
  isStochastic,
  measured,
  predictedBound,
  type TrainingConfig,
} from "../core/mod.ts";
import { train, type TrainOptions } from "../training/mod.ts";
import { type RateRun, runAt } from "./rate_run.ts";

/** How the boundary is looked for. */
export interface BoundaryOptions extends Pick<TrainOptions, "backend" | "subject" | "problem" | "data" | "signal"> {
  /** Width of the interval in the end, as a share of its upper end, above 0 and below 1. Default .02. */
  tolerance?: number;
  /** Seeds, of weights and batches, that each have a boundary of their own: 1..100. Default 1; 5 with mini-batches. */
  seeds?: number;
  /** Told of each run. */
  onRun?: (run: RateRun) => void;
}

/** What was found. */
export interface Boundary {
  /** "open": of some seed all rates that were tried came out alike; "aborted": cut short, with what was done by then. */
  ended: "found" | "open" | "aborted";
  /** For each seed: the largest rate that was stable below the smallest that was not; absent where there was none. */
  intervals: { seed: number; stable?: number; unstable?: number }[];
  /** From the smallest rate that was unstable to the largest that was stable; absent if none of these lies above another. */
  band?: Interval;
  /** Every run, in the order in which they were made. */
  runs: RateRun[];
  /** What theory says. */
  theory: Theory;
}

/** The rates that linear stability gives; absent where they cannot be measured. */
export interface Theory {
  /** Of a quadratic under a rule without a preconditioner: stabilityBound / largest eigenvalue. Nothing is measured then. */
  exact?: number;
  /** bound / (largest eigenvalue of P^-1 H) at the start; with a preconditioner, after the first tenth of the steps. */
  atStart?: number;
  /** The same with the largest eigenvalue that was measured along a run at the largest stable rate. */
  along?: number;
  /** Whether there are measurements, and all have converged. */
  converged: boolean;
}

/** Rates farther than this from the predicted bound are not tried: factor, and the way there in steps. */
const STRIDE = 4, STRIDES = 12;

/**
 * The largest stable learning rate of a config, by bisection in the logarithm of the rate between one that is stable and
 * one that is not. A run is unstable if it diverges or meets the late-rise rule, or makes no progress where a smaller rate
 * did; growth that is clear ends it early, and on a quadratic decay as well.
 *
 * The edge of a stochastic run is blurred: with mini-batches each of several seeds gets an interval, and `band` is where
 * their outcomes mix. Stability need not be monotone in the rate: what is found is a boundary, not all of them.
 *
 * @throws {InputError} if an option is not what it must be, or the config names what is not given
 */
export async function boundary(config: TrainingConfig, options: BoundaryOptions = {}): Promise<Boundary> {
  const { seeds, tolerance } = checked(config, options), { signal, onRun } = options;
  const found: Boundary = { ended: "found", intervals: [], runs: [], theory: { converged: false } };
  try {
    for (let k = 0; k < seeds; k++) {
      const seed = (config.seed + k) % 2 ** 32;
      const isStable = async (rate: number) => {
        const learned = found.runs.some((run) => run.seed === seed && run.rate < rate && run.reason === "stable");
        const run = await runAt(config, { rate, seed, learned }, options);
        found.runs.push(run);
        onRun?.(run);
        return run.outcome === "stable";
      };
      const interval = await bisect(isStable, { start: startOf(config, found.runs), tolerance });
      if (interval.stable === undefined || interval.unstable === undefined) found.ended = "open";
      found.intervals.push({ seed, ...interval });
    }
    found.theory = await theoryOf(config, found.intervals[0].stable, options);
  } catch (error) {
    if (!signal?.aborted || error !== signal.reason) throw error;
    found.ended = "aborted";
  }
  return { ...found, band: bandOf(found.runs) };
}

function checked(config: TrainingConfig, options: BoundaryOptions): { seeds: number; tolerance: number } {
  const { tolerance = 0.02, seeds = isStochastic(config) ? 5 : 1 } = options;
  if (!(tolerance > 0 && tolerance < 1)) {
    throw new InputError("tolerance", `must be a number above 0 and below 1: it is ${tolerance}`);
  }
  if (Number.isInteger(seeds) && seeds >= 1 && seeds <= 100) return { seeds, tolerance };
  throw new InputError("seeds", `must be a whole number from 1 to 100: it is ${seeds}`);
}

/** Where to begin: the boundary of another seed, or what is predicted. */
function startOf(config: TrainingConfig, runs: readonly RateRun[]): number {
  const stable = runs.filter(({ outcome }) => outcome === "stable").map(({ rate }) => rate);
  return stable.length > 0 ? Math.max(...stable) : predictedBound(config);
}

async function bisect(
  isStable: (rate: number) => Promise<boolean>,
  { start, tolerance }: { start: number; tolerance: number },
): Promise<{ stable?: number; unstable?: number }> {
  let stable: number | undefined, unstable: number | undefined, rate = start;
  for (let stride = 0; stride < STRIDES && (stable === undefined || unstable === undefined); stride++) {
    if (await isStable(rate)) {
      stable = rate;
      rate *= STRIDE;
    } else {
      unstable = rate;
      rate /= STRIDE;
    }
  }
  if (stable === undefined || unstable === undefined) return { stable, unstable };
  while (unstable - stable > tolerance * unstable) {
    const middle: number = Math.sqrt(stable * unstable);
    if (await isStable(middle)) stable = middle;
    else unstable = middle;
  }
  return { stable, unstable };
}

function bandOf(runs: readonly RateRun[]): Interval | undefined {
  const ratesOf = (wanted: string) => runs.filter(({ outcome }) => outcome === wanted).map(({ rate }) => rate);
  const low = Math.min(...ratesOf("unstable")), high = Math.max(...ratesOf("stable"));
  return low < high ? { low, high } : undefined;
}

/** The exact rate if there is one; else measures curvature ten times along a run at a stable rate. */
async function theoryOf(
  config: TrainingConfig,
  stable: number | undefined,
  { backend, subject, problem, data, signal }: BoundaryOptions,
): Promise<Theory> {
  const exact = exactBound(config), rate = stable ?? absoluteRate(config);
  if (exact !== undefined) return { exact, converged: true };
  const every = Math.max(1, Math.floor(config.steps / 10)), quantities = [{ name: "stability-ratio", every }] as const;
  const trace = await train(atRate(config, rate), { backend, subject, problem, data, signal, quantities });
  signal?.throwIfAborted();
  const known = measured(trace, "stability-ratio").map(({ values: [pi, , , residual] }) => ({ pi, residual }))
    .filter(({ pi }) => Number.isFinite(pi) && pi > 0);
  if (known.length === 0) return { converged: false };
  const limits = known.map(({ pi }) => rate / pi);
  return {
    atStart: limits[0],
    along: Math.min(...limits),
    converged: known.every(({ residual }) => residual <= CONVERGED),
  };
}
