/** How a run at one rate came out. */
export type Outcome = "stable" | "unstable";

/** Steps of a window: long beside what momentum remembers, so that its largest gradient is no moment of a swing. */
const WINDOW = 100;
/** Windows whose largest gradients are compared: the first is left out, in which all directions still have a share. */
const WINDOWS = 4;
/** How far apart they must be for growth or decay to be clear, share. */
const CLEAR = 0.02;
/** A gradient so many times the first, or as small a part of it, needs no comparison. */
const FAR = 1e6;

/**
 * Whether a run on a quadratic grows or decays, from the norms of its gradients so far: undefined while that is open.
 * Along each eigenvector a run of a fixed linear rule grows or shrinks by a constant factor a step in the end, and the
 * gradient weights the sharpest direction, the first to become unstable, the most.
 */
export function trendOf(gradientNorm: readonly number[]): Outcome | undefined {
  const steps = gradientNorm.length, now = gradientNorm[steps - 1];
  if (!(now < FAR * gradientNorm[0])) return "unstable";
  if (now < gradientNorm[0] / FAR) return "stable";
  if (steps % WINDOW > 0 || steps < WINDOWS * WINDOW) return undefined;
  const peaks = Array.from({ length: WINDOWS - 1 }, (_, k) => {
    const end = steps - (WINDOWS - 2 - k) * WINDOW;
    return Math.max(...gradientNorm.slice(end - WINDOW, end));
  });
  const ratios = peaks.slice(1).map((peak, k) => peak / peaks[k]);
  if (ratios.every((ratio) => ratio > 1 + CLEAR)) return "unstable";
  return ratios.every((ratio) => ratio < 1 - CLEAR) ? "stable" : undefined;
}
