/** More samples a batch than this are not looked for. */
const LARGEST_BATCH = 512;
/** Accuracies are multiples of a share, but for the rounding of float32. */
const ROUNDING = 1e-6;
/** A log may round to so many decimals: multiples of 1e-4 say nothing of the size of a batch. */
const DECIMALS = 1e4;
/** Batches that are drawn at random vary at least this share of what independent samples would, as variances. */
const LEAST = 0.5;

/**
 * Whether the accuracies of a log vary as those of batches that are drawn at random. If not, it is of full batches, even if
 * it bounces. The size of a batch shows in the accuracies: all are multiples of its inverse. A batch of b samples that are
 * right with probability p has an accuracy of variance p (1 - p) / b, less where samples are drawn without replacement.
 *
 * @param accuracy NaN where it is not known
 * @returns undefined if it can't be told
 */
export function isSampled(accuracy: number[]): boolean | undefined {
  const known = accuracy.filter(Number.isFinite), batch = batchSize(known);
  if (batch === undefined) return undefined;
  let varied = 0, expected = 0;
  for (let i = 1; i + 1 < known.length; i++) {
    const p = (known[i - 1] + known[i] + known[i + 1]) / 3;
    varied += (known[i - 1] - 2 * known[i] + known[i + 1]) ** 2 / 6;
    // p (1 - p) of a mean of 3 b samples is too small by 1 / (3 b).
    expected += p * (1 - p) / (batch - 1 / 3);
  }
  return expected > 0 ? varied >= LEAST * expected : undefined;
}

/** The smallest size of which all accuracies are multiples of the inverse; undefined if there is none, or rounding hides it. */
function batchSize(known: number[]): number | undefined {
  const areMultiples = (size: number) =>
    known.every((value) => Math.abs(value * size - Math.round(value * size)) < ROUNDING * size);
  if (known.length < 3 || areMultiples(DECIMALS)) return undefined;
  for (let size = 1; size <= LARGEST_BATCH; size++) if (areMultiples(size)) return size;
}
