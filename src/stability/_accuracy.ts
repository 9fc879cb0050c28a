import { mean } from "../core/mod.ts";
import { adaptiveMeans } from "./_adaptive.ts";
import { spread } from "./_noise.ts";

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

/**
 * The mean accuracy of every window, averaged with those of neighbours that the noise explains; gaps as in
 * {@linkcode accuracyAt}.
 *
 * @param windows index of each window's first point
 */
export function smoothAccuracy(accuracy: number[], windows: number[]): number[] | undefined {
  const known = accuracy.filter(Number.isFinite);
  if (known.length === 0) return undefined;
  let to = 0;
  const cells = windows.map((first, w) => {
    const from = to, end = windows[w + 1] ?? accuracy.length;
    for (let i = first; i < end; i++) if (Number.isFinite(accuracy[i])) to++;
    return { value: mean(known.slice(from, to)), noise: spread(known, { from, to }), count: to - from };
  });
  const means = adaptiveMeans(cells.filter(({ count }) => count > 0));
  let value = NaN, next = 0;
  return cells.map(({ count }) => value = count > 0 ? means[next++].value : value);
}
