/** With fewer values than this none is known to stand out. */
const FEWEST = 4;

/**
 * The values with the largest of each window taken for its second largest, and the least for its second least: one that
 * stands out counts for nothing.
 *
 * @param windows index of each window's first value
 */
export function steadied(values: number[], windows: number[]): number[] {
  const steady = values.slice();
  windows.forEach((from, w) => {
    const to = windows[w + 1] ?? values.length;
    if (to - from < FEWEST) return;
    const least = extremes(values, { from, to, sign: -1 }), most = extremes(values, { from, to, sign: 1 });
    steady[least.first] = values[least.second];
    steady[most.first] = values[most.second];
  });
  return steady;
}

/** Indices of the two largest of `sign` times the values of a stretch. */
function extremes(
  values: number[],
  { from, to, sign }: { from: number; to: number; sign: 1 | -1 },
): { first: number; second: number } {
  let first = from, second = -1;
  for (let i = from + 1; i < to; i++) {
    if (sign * values[i] > sign * values[first]) [first, second] = [i, first];
    else if (second < 0 || sign * values[i] > sign * values[second]) second = i;
  }
  return { first, second };
}
