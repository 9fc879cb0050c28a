import type { GeneratedDataSpec } from "../core/mod.ts";

/**
 * The number of samples of each class, `[classes]`, summing to `samples`: in proportion to (1 - imbalance)^k,
 * rounded by the largest remainder (of equal ones the lower class's). Where there are as many samples as classes,
 * every class has at least one, which the most frequent classes give up.
 */
export function classCounts(
  { samples, classes, imbalance }: Pick<GeneratedDataSpec, "samples" | "classes" | "imbalance">,
): number[] {
  // A product, as an engine's power may differ in the last bit.
  const weights = [1];
  while (weights.length < classes) weights.push(weights[weights.length - 1] * (1 - imbalance));
  const total = weights.reduce((sum, weight) => sum + weight);
  const quotas = weights.map((weight) => samples * weight / total);
  const counts = quotas.map(Math.floor);
  const byRemainder = quotas.map((_, k) => k).sort((a, b) => quotas[b] - counts[b] - (quotas[a] - counts[a]) || a - b);
  const left = samples - counts.reduce((sum, count) => sum + count);
  for (const k of byRemainder.slice(0, left)) counts[k]++;
  if (samples < classes) return counts;
  for (let k = 0; k < classes; k++) {
    if (counts[k] > 0) continue;
    counts[counts.indexOf(Math.max(...counts))]--;
    counts[k] = 1;
  }
  return counts;
}
