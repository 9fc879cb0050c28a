/** A `[rows, columns]` matrix within a longer array. */
interface Matrix {
  at: number;
  rows: number;
  columns: number;
}

type Vector = Float32Array | Float64Array;

/** out[to + j] += sum over k of left[from + k] matrix[k, j]. */
export function addProduct(
  left: Vector,
  from: number,
  { matrix, at, rows, columns, out, to }: Matrix & { matrix: Float64Array; out: Float64Array; to: number },
): void {
  for (let k = 0; k < rows; k++) {
    const a = left[from + k], row = at + k * columns;
    for (let j = 0; j < columns; j++) out[to + j] += a * matrix[row + j];
  }
}

/** out[to + k] += sum over j of left[from + j] matrix[k, j]. */
export function addProductTransposed(
  left: Vector,
  from: number,
  { matrix, at, rows, columns, out, to }: Matrix & { matrix: Float64Array; out: Float64Array; to: number },
): void {
  for (let k = 0; k < rows; k++) {
    const row = at + k * columns;
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += left[from + j] * matrix[row + j];
    out[to + k] += sum;
  }
}

/** out[k, j] += left[leftFrom + k] right[from + j], a matrix at `at`. */
export function addOuter(
  left: Vector,
  leftFrom: number,
  { right, from, out, at, rows, columns }: Matrix & { right: Float64Array; from: number; out: Float64Array },
): void {
  for (let k = 0; k < rows; k++) {
    const a = left[leftFrom + k], row = at + k * columns;
    for (let j = 0; j < columns; j++) out[row + j] += a * right[from + j];
  }
}

/** out[to + j] += row[from + j]. */
export function addColumnSums(
  row: Float64Array,
  from: number,
  { columns, out, to }: { columns: number; out: Float64Array; to: number },
): void {
  for (let j = 0; j < columns; j++) out[to + j] += row[from + j];
}
