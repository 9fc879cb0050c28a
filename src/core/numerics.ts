/** Euclidean norm, in float64; non-finite entries make it non-finite. Four sums: a single one waits for each addition. */
export function norm(values: ArrayLike<number>): number {
  const n = values.length, whole = n & ~3;
  let a = 0, b = 0, c = 0, d = 0;
  for (let i = 0; i < whole; i += 4) {
    a += values[i] * values[i];
    b += values[i + 1] * values[i + 1];
    c += values[i + 2] * values[i + 2];
    d += values[i + 3] * values[i + 3];
  }
  for (let i = whole; i < n; i++) a += values[i] * values[i];
  return Math.sqrt(a + b + (c + d));
}

/** Euclidean norm of `a - b`; both of one length. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length, whole = n & ~1;
  let even = 0, odd = 0;
  for (let i = 0; i < whole; i += 2) {
    const d = a[i] - b[i], e = a[i + 1] - b[i + 1];
    even += d * d;
    odd += e * e;
  }
  if (whole < n) even += (a[whole] - b[whole]) ** 2;
  return Math.sqrt(even + odd);
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** Median of the finite values; NaN where there is none. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  const half = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** The nearest multiple of `2^-bits`: generated data rounded so does not depend on the last bit of `Math.sin`. */
export function roundToGrid(value: number, bits: number): number {
  return Math.round(value * 2 ** bits) / 2 ** bits;
}

/** An interval of numbers, both ends within it. */
export interface Interval {
  /** The least value. */
  low: number;
  /** The largest value, not below `low`. */
  high: number;
}

/**
 * Wilson's score interval of `successes` out of `trials`.
 *
 * Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
 *
 * @param z the normal quantile; 1.96 gives 95 %
 */
export function wilsonInterval(successes: number, trials: number, z = 1.96): Interval {
  if (trials === 0) return { low: 0, high: 1 };
  const p = successes / trials, zz = z * z / trials;
  const centre = p + zz / 2, spread = z * Math.sqrt(p * (1 - p) / trials + zz / trials / 4);
  return { low: Math.max(0, (centre - spread) / (1 + zz)), high: Math.min(1, (centre + spread) / (1 + zz)) };
}
