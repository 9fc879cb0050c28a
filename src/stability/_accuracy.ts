import { mean } from "../core/mod.ts";
import { jitter } from "./_noise.ts";

/**
 * Accuracies as they are known at the given points of a log: where there is none, the last one before, as of a log
 * that has one an epoch; NaN before the first. Undefined if there is none at all.
 */
export function accuracyAt(accuracy: number[], points: number[]): number[] | undefined {
  let known = NaN, next = 0;
  const values = points.map((point) => {
    for (; next <= point; next++) if (Number.isFinite(accuracy[next])) known = accuracy[next];
    return known;
  });
  return accuracy.some(Number.isFinite) ? values : undefined;
}

/** Mean accuracies and their standard errors. */
export interface MeanAccuracies {
  accuracy: number[];
  accuracyError: number[];
}

/**
 * The mean accuracy of every stretch `[from, to)` of a log, and its standard error; where it has none, those of the
 * stretch before, NaN at the beginning. Nothing if there is none at all.
 *
 * @param windows index of the first point of the window that begins within each stretch: the noise is that of this window
 * and the one before, as a few points may well be all right
 */
export function meanAccuracies(
  accuracy: number[],
  stretches: { from: number; to: number }[],
  windows: number[],
): MeanAccuracies | undefined {
  const known = accuracy.filter(Number.isFinite);
  if (known.length === 0) return undefined;
  // How many are known before each point.
  const before = new Uint32Array(accuracy.length + 1);
  for (let i = 0; i < accuracy.length; i++) before[i + 1] = before[i] + (Number.isFinite(accuracy[i]) ? 1 : 0);
  let value = NaN, error = NaN;
  const means = stretches.map((stretch, w) => {
    const from = before[stretch.from], to = before[stretch.to];
    if (to === from) return { value, error };
    const around = { from: before[windows[Math.max(0, w - 1)]], to: before[windows[w + 1] ?? accuracy.length] };
    value = mean(known.slice(from, to));
    error = jitter(known, around) / Math.sqrt(to - from);
    return { value, error };
  });
  return { accuracy: means.map(({ value }) => value), accuracyError: means.map(({ error }) => error) };
}
