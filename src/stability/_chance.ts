/**
 * The probability that a quantity is 0 or more, of which `value` was measured with a Gaussian error.
 *
 * @param error standard error; 0: it is certain
 */
export function positive(value: number, error = 0): number {
  if (error === 0) return value >= 0 ? 1 : 0;
  return 0.5 * (1 + erf(value / error / Math.SQRT2));
}

/**
 * For each place the probability that the first row of `length` events begins there, if each event happens with its own
 * probability independently of the others. They sum to the probability that there is such a row.
 */
export function firstRuns(probabilities: number[], length: number): number[] {
  // The probability of a row of 0, 1 ... length - 1 events up to here, no row being complete yet.
  let rows = [1, ...Array(length - 1).fill(0)];
  const starts = probabilities.map(() => 0);
  probabilities.forEach((probability, i) => {
    if (i >= length - 1) starts[i - length + 1] = rows[length - 1] * probability;
    const broken = rows.reduce((sum, row) => sum + row, 0) * (1 - probability);
    rows = [broken, ...rows.slice(0, -1).map((row) => row * probability)];
  });
  return starts;
}

/**
 * The error function, to 1.5e-7.
 *
 * Source: M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964), 7.1.26.
 */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const polynomial = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return Math.sign(x) * (1 - polynomial * Math.exp(-x * x));
}
