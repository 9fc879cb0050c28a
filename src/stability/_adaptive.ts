/** A window's value, the standard deviation of a single point in it, and how many points it has. */
export interface Cell {
  value: number;
  noise: number;
  count: number;
}

/** A mean over neighbouring cells and its standard error. */
export interface AdaptiveMean {
  value: number;
  error: number;
}

/** Neighbours on either side at most: a rise counts from three windows on, so more would blur it. */
const REACH = 2;
/** Half width of the confidence intervals, standard errors. Narrow: rather too rough than a rise smoothed away. */
const WIDTH = 1;

/**
 * Averages each cell with as many neighbours as agree with it: to either side on its own, the mean grows while the
 * confidence intervals of all means so far have a point in common. Flat stretches are averaged, jumps stay sharp.
 *
 * Source: intersection of confidence intervals, A. Goldenshluger and A. Nemirovski, On spatially adaptive estimation
 * of nonparametric regression, Mathematical Methods of Statistics 6 (1997).
 */
export function adaptiveMeans(cells: Cell[]): AdaptiveMean[] {
  return cells.map((_, i) => pool(cells.slice(i - agreeing(cells, i, -1), i + agreeing(cells, i, 1) + 1)));
}

/** How many neighbours of cell `at` agree with it in `direction`. */
function agreeing(cells: Cell[], at: number, direction: 1 | -1): number {
  let low = -Infinity, high = Infinity;
  for (let reach = 0; reach <= REACH; reach++) {
    const edge = at + direction * reach;
    if (edge < 0 || edge >= cells.length) return reach - 1;
    const { value, error } = pool(cells.slice(Math.min(at, edge), Math.max(at, edge) + 1));
    low = Math.max(low, value - WIDTH * error);
    high = Math.min(high, value + WIDTH * error);
    if (low > high) return reach - 1;
  }
  return REACH;
}

function pool(cells: Cell[]): AdaptiveMean {
  let count = 0, sum = 0, variance = 0;
  for (const cell of cells) {
    count += cell.count;
    sum += cell.count * cell.value;
    variance += cell.count * cell.noise ** 2;
  }
  return { value: sum / count, error: Math.sqrt(variance) / count };
}
