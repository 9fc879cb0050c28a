import { stabilityBound } from "../../mod.ts";
import type { Row } from "./row.ts";

/** Adam on L = lambda x^2 / 2 from x = 1, in float64. */
export interface Quiet {
  rate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  lambda: number;
}

/** What a run showed. */
export interface Crossing {
  /** First step with pi > 1; undefined if there was none. */
  crossed?: number;
  /** What is predicted from sqrt(v) at a step of the quiet phase before. */
  predicted: number;
  /** Step of the largest |x| after the crossing, within 3000 steps of it. */
  peak?: number;
}

/** The least step of the quiet phase, in which v decays and nothing else of the run is left: x has long come to 0. */
const QUIET = 1000;
/** Steps after the crossing in which the peak is looked for. */
const AFTER = 3000;

/** The smallest epsilon that makes a crossing impossible: rate lambda (1 - beta1) / (2 + 2 beta1). */
export function epsilonStar({ rate, lambda, beta1 }: Quiet): number {
  return rate * lambda / stabilityBound({ kind: "adam", beta1 });
}

/**
 * Runs until pi = rate lambda / (bound P) passes 1, P = (1 - beta1^t)(sqrt(v / (1 - beta2^t)) + eps).
 *
 * The prediction: in the quiet phase v decays as beta2^t, so sqrt(v) + eps reaches eps* at
 * t0 + 2 / -ln(beta2) ln(sqrt(v at t0) / (eps* - eps)). Source: Z. Bai et al., arXiv 2506.04805.
 */
export function crossing(quiet: Quiet, steps: number): Crossing {
  const { rate, beta1, beta2, epsilon, lambda } = quiet, star = epsilonStar(quiet);
  const quietFrom = Math.max(QUIET, Math.round(2 / rate));
  let x = 1, m = 0, v = 0, highest = 0, crossed: number | undefined, peak: number | undefined, predicted = NaN;
  for (let t = 1; t <= steps && t <= (crossed ?? Infinity) + AFTER; t++) {
    const g = lambda * x;
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * g * g;
    const root = Math.sqrt(v / (1 - beta2 ** t)) + epsilon;
    x -= rate * (m / (1 - beta1 ** t)) / root;
    if (t === quietFrom) predicted = t + 2 / -Math.log(beta2) * Math.log(Math.sqrt(v) / (star - epsilon));
    if (crossed === undefined && star > (1 - beta1 ** t) * root) crossed = t;
    if (crossed !== undefined && Math.abs(x) > highest) [highest, peak] = [Math.abs(x), t];
  }
  return { crossed, predicted, peak };
}

const BASE = { beta1: 0.9, beta2: 0.999, epsilon: 0, lambda: 1 };
const SOURCE = "Bai et al., arXiv 2506.04805, in closed form";
const CASES: [fields: Partial<Quiet> & { rate: number }, expected: number][] = [
  [{ rate: 0.01 }, 13255],
  [{ rate: 0.1 }, 6541],
  [{ rate: 0.03 }, 9897],
  [{ rate: 0.01, beta2: 0.99 }, 1579],
  [{ rate: 0.01, beta2: 0.995 }, 2993],
  [{ rate: 2e-4, epsilon: 1e-7 }, 27666],
];

/** When Adam's second moment has decayed so far that pi passes 1, and the epsilon from which on it never does. */
export function adamCrossings(): Row[] {
  const rows: Row[] = [];
  for (const [fields, expected] of CASES) {
    const { crossed = NaN, predicted, peak = NaN } = crossing({ ...BASE, ...fields }, 40000);
    const name = `Adam on x^2/2, ${Object.entries(fields).map(([key, value]) => `${key} ${value}`).join(", ")}`;
    rows.push(
      { name: `${name}: first step with pi > 1`, source: SOURCE, expected, measured: crossed, tolerance: 3 },
      { name: `${name}: predicted`, source: SOURCE, expected: crossed, measured: predicted, tolerance: 3 },
    );
    if (fields.rate !== 2e-4) continue;
    rows.push({ name: `${name}: step of the peak`, source: SOURCE, expected: 28586, measured: peak, tolerance: 3 });
  }
  for (const [epsilon, expected] of [[2.5e-4, 1], [2.7e-4, 0]]) {
    const { crossed } = crossing({ ...BASE, rate: 0.01, epsilon }, 200_000), measured = crossed === undefined ? 0 : 1;
    const name = `Adam on x^2/2, rate 0.01, epsilon ${epsilon} (eps* is 2.63e-4): whether pi passes 1`;
    rows.push({ name, source: SOURCE, expected, measured, tolerance: 0 });
  }
  return rows;
}
