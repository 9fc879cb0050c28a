/**
 * A 4 x 8 tile of a matrix product, summed in eight registers: 4 rows of the left factor, whose numbers are loaded one
 * by one, and 8 columns of the right one, whose rows of 32 bytes lie one after another. All three products of a step, for
 * all cells, are made of it. Two numbers of the sum are written out at a time, in the order of loads and sums that was the
 * fastest of some hundred: V8 keeps the order, and no more than fifteen registers may be in use.
 */

/**
 * Sets the tile at `to`, 4 rows of 8 numbers one after another, to a start plus the product. The sum goes over `blocks`
 * times `count` numbers; count is even.
 *
 * @param start the first row of the start, `startApart` bytes from the next: 32, or 0 if all are the same
 * @param apart bytes from a row of the left factor to the next
 * @param left the first number of the first row; the numbers of a row lie one after another within a block
 * @param jump bytes from a block to the next
 * @param right the right factor's first row
 */
// @ts-ignore: decorator
@inline
export function setTile(
  to: usize,
  start: usize,
  startApart: usize,
  left: usize,
  apart: usize,
  right: usize,
  count: i32,
  blocks: i32,
  jump: usize,
): void {
  let a0 = v128.load(start), a1 = v128.load(start, 16);
  let b0 = v128.load(start + startApart), b1 = v128.load(start + startApart, 16);
  let c0 = v128.load(start + 2 * startApart), c1 = v128.load(start + 2 * startApart, 16);
  let d0 = v128.load(start + 3 * startApart), d1 = v128.load(start + 3 * startApart, 16);
  let w0: v128, w1: v128, x: v128;
  let p0 = left, p1 = left + apart, p2 = p1 + apart, p3 = p2 + apart;
  const ahead = jump - (<usize> count << 2);
  for (let block = 0; block < blocks; block++) {
    for (const end = right + (<usize> count << 5); right < end; right += 64) {
      x = v128.load32_splat(p0);
      w0 = v128.load(right), a0 = f32x4.add(a0, f32x4.mul(x, w0));
      w1 = v128.load(right, 16), a1 = f32x4.add(a1, f32x4.mul(x, w1));
      x = v128.load32_splat(p1);
      b1 = f32x4.add(b1, f32x4.mul(x, w1)), b0 = f32x4.add(b0, f32x4.mul(x, w0));
      x = v128.load32_splat(p2);
      c1 = f32x4.add(c1, f32x4.mul(x, w1)), c0 = f32x4.add(c0, f32x4.mul(x, w0));
      x = v128.load32_splat(p3);
      d1 = f32x4.add(d1, f32x4.mul(x, w1)), d0 = f32x4.add(d0, f32x4.mul(x, w0));
      x = v128.load32_splat(p0, 4);
      w0 = v128.load(right, 32), a0 = f32x4.add(a0, f32x4.mul(x, w0));
      w1 = v128.load(right, 48), a1 = f32x4.add(a1, f32x4.mul(x, w1));
      x = v128.load32_splat(p1, 4);
      b1 = f32x4.add(b1, f32x4.mul(x, w1)), b0 = f32x4.add(b0, f32x4.mul(x, w0));
      x = v128.load32_splat(p2, 4);
      c1 = f32x4.add(c1, f32x4.mul(x, w1)), c0 = f32x4.add(c0, f32x4.mul(x, w0));
      x = v128.load32_splat(p3, 4);
      d1 = f32x4.add(d1, f32x4.mul(x, w1)), d0 = f32x4.add(d0, f32x4.mul(x, w0));
      p0 += 8, p1 += 8, p2 += 8, p3 += 8;
    }
    p0 += ahead, p1 += ahead, p2 += ahead, p3 += ahead;
  }
  v128.store(to, a0), v128.store(to, a1, 16), v128.store(to, b0, 32), v128.store(to, b1, 48);
  v128.store(to, c0, 64), v128.store(to, c1, 80), v128.store(to, d0, 96), v128.store(to, d1, 112);
}

/**
 * Adds the product to the tile at `to`, the left factor transposed: the 4 numbers of a column lie one after another.
 *
 * @param next bytes from a column to the next
 */
// @ts-ignore: decorator
@inline
export function addTileTransposed(to: usize, left: usize, next: usize, right: usize, count: i32): void {
  let a0 = v128.load(to), a1 = v128.load(to, 16), b0 = v128.load(to, 32), b1 = v128.load(to, 48);
  let c0 = v128.load(to, 64), c1 = v128.load(to, 80), d0 = v128.load(to, 96), d1 = v128.load(to, 112);
  let w0: v128, w1: v128, x: v128;
  let p0 = left, p1 = left + next;
  const ahead = next << 1;
  for (const end = right + (<usize> count << 5); right < end; right += 64) {
    x = v128.load32_splat(p0);
    w0 = v128.load(right), a0 = f32x4.add(a0, f32x4.mul(x, w0));
    w1 = v128.load(right, 16), a1 = f32x4.add(a1, f32x4.mul(x, w1));
    x = v128.load32_splat(p0, 4);
    b1 = f32x4.add(b1, f32x4.mul(x, w1)), b0 = f32x4.add(b0, f32x4.mul(x, w0));
    x = v128.load32_splat(p0, 8);
    c1 = f32x4.add(c1, f32x4.mul(x, w1)), c0 = f32x4.add(c0, f32x4.mul(x, w0));
    x = v128.load32_splat(p0, 12);
    d1 = f32x4.add(d1, f32x4.mul(x, w1)), d0 = f32x4.add(d0, f32x4.mul(x, w0));
    x = v128.load32_splat(p1);
    w0 = v128.load(right, 32), a0 = f32x4.add(a0, f32x4.mul(x, w0));
    w1 = v128.load(right, 48), a1 = f32x4.add(a1, f32x4.mul(x, w1));
    x = v128.load32_splat(p1, 4);
    b1 = f32x4.add(b1, f32x4.mul(x, w1)), b0 = f32x4.add(b0, f32x4.mul(x, w0));
    x = v128.load32_splat(p1, 8);
    c1 = f32x4.add(c1, f32x4.mul(x, w1)), c0 = f32x4.add(c0, f32x4.mul(x, w0));
    x = v128.load32_splat(p1, 12);
    d1 = f32x4.add(d1, f32x4.mul(x, w1)), d0 = f32x4.add(d0, f32x4.mul(x, w0));
    p0 += ahead, p1 += ahead;
  }
  v128.store(to, a0), v128.store(to, a1, 16), v128.store(to, b0, 32), v128.store(to, b1, 48);
  v128.store(to, c0, 64), v128.store(to, c1, 80), v128.store(to, d0, 96), v128.store(to, d1, 112);
}
