/** A mean and its standard error. */
export interface Level {
  value: number;
  error: number;
}

/** Over how many windows, of the usual number of points, a level is taken. */
const LENGTHS = [0.5, 1, 2, 4];
/** Of fewer points the error is too uncertain. */
const FEWEST = 4;

/**
 * The mean level of the stretches of half a window to four windows that end at the first point of each window, with its
 * standard error from second differences: the longer a low lasts, the better its level is known.
 *
 * @param windows index of each window's first value
 * @returns for each window the levels of those stretches that are not cut off by the beginning
 */
export function levelsBefore(values: number[], windows: number[]): Level[][] {
  const sums = new Float64Array(values.length + 1), squares = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) {
    const bend = i > 0 && i + 1 < values.length ? values[i - 1] - 2 * values[i] + values[i + 1] : 0;
    sums[i + 1] = sums[i] + values[i];
    squares[i + 1] = squares[i] + bend ** 2 / 6;
  }
  const points = values.length / windows.length;
  return windows.map((at) =>
    LENGTHS.map((length) => at + 1 - Math.max(FEWEST, Math.round(length * points)))
      .filter((from) => from > 0)
      .map((from) => {
        const count = at + 1 - from;
        return {
          value: (sums[at + 1] - sums[from]) / count,
          error: Math.sqrt(squares[at + 1] - squares[from]) / count,
        };
      })
  );
}
