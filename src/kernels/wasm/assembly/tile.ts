/**
 * A 4 x 8 tile of a matrix product, summed in eight registers: 4 rows of the left factor, whose numbers are loaded one
 * by one, and 8 columns of the right one, whose rows of 32 bytes lie one after another. All three products of a step, for
 * all cells, are made of it. Four numbers of the sum are written out at a time, one left number after another, so that
 * no more than fifteen registers are in use at once: that is what the speed hangs on.
 */

/**
 * Adds the product to the tile at `to`, 4 rows of 8 numbers, one after another. The sum goes over `blocks` times `count`
 * numbers; count is a multiple of 4.
 *
 * @param left the first number of the first row; the numbers of a row lie one after another within a block
 * @param apart bytes from a row to the next
 * @param jump bytes from a block to the next
 * @param right the right factor's first row
 */
// @ts-ignore: decorator

export function addTile(
  to: usize,
  left: usize,
  apart: usize,
  right: usize,
  count: i32,
  blocks: i32,
  jump: usize,
): void {
  let a0 = v128.load(to), a1 = v128.load(to, 16), b0 = v128.load(to, 32), b1 = v128.load(to, 48);
  let c0 = v128.load(to, 64), c1 = v128.load(to, 80), d0 = v128.load(to, 96), d1 = v128.load(to, 112);
  let w0: v128, w1: v128, x: v128;
  let p0 = left, p1 = left + apart, p2 = p1 + apart, p3 = p2 + apart;
  const ahead = jump - (<usize> count << 2);
  for (let block = 0; block < blocks; block++) {
    for (const end = right + (<usize> count << 5); right < end; right += 128) {
      w0 = v128.load(right), w1 = v128.load(right, 16);
      x = v128.load32_splat(p0);
      a0 = f32x4.add(a0, f32x4.mul(x, w0)), a1 = f32x4.add(a1, f32x4.mul(x, w1));
      x = v128.load32_splat(p1);
      b0 = f32x4.add(b0, f32x4.mul(x, w0)), b1 = f32x4.add(b1, f32x4.mul(x, w1));
      x = v128.load32_splat(p2);
      c0 = f32x4.add(c0, f32x4.mul(x, w0)), c1 = f32x4.add(c1, f32x4.mul(x, w1));
      x = v128.load32_splat(p3);
      d0 = f32x4.add(d0, f32x4.mul(x, w0)), d1 = f32x4.add(d1, f32x4.mul(x, w1));
      w0 = v128.load(right, 32), w1 = v128.load(right, 48);
      x = v128.load32_splat(p0, 4);
      a0 = f32x4.add(a0, f32x4.mul(x, w0)), a1 = f32x4.add(a1, f32x4.mul(x, w1));
      x = v128.load32_splat(p1, 4);
      b0 = f32x4.add(b0, f32x4.mul(x, w0)), b1 = f32x4.add(b1, f32x4.mul(x, w1));
      x = v128.load32_splat(p2, 4);
      c0 = f32x4.add(c0, f32x4.mul(x, w0)), c1 = f32x4.add(c1, f32x4.mul(x, w1));
      x = v128.load32_splat(p3, 4);
      d0 = f32x4.add(d0, f32x4.mul(x, w0)), d1 = f32x4.add(d1, f32x4.mul(x, w1));
      w0 = v128.load(right, 64), w1 = v128.load(right, 80);
      x = v128.load32_splat(p0, 8);
      a0 = f32x4.add(a0, f32x4.mul(x, w0)), a1 = f32x4.add(a1, f32x4.mul(x, w1));
      x = v128.load32_splat(p1, 8);
      b0 = f32x4.add(b0, f32x4.mul(x, w0)), b1 = f32x4.add(b1, f32x4.mul(x, w1));
      x = v128.load32_splat(p2, 8);
      c0 = f32x4.add(c0, f32x4.mul(x, w0)), c1 = f32x4.add(c1, f32x4.mul(x, w1));
      x = v128.load32_splat(p3, 8);
      d0 = f32x4.add(d0, f32x4.mul(x, w0)), d1 = f32x4.add(d1, f32x4.mul(x, w1));
      w0 = v128.load(right, 96), w1 = v128.load(right, 112);
      x = v128.load32_splat(p0, 12);
      a0 = f32x4.add(a0, f32x4.mul(x, w0)), a1 = f32x4.add(a1, f32x4.mul(x, w1));
      x = v128.load32_splat(p1, 12);
      b0 = f32x4.add(b0, f32x4.mul(x, w0)), b1 = f32x4.add(b1, f32x4.mul(x, w1));
      x = v128.load32_splat(p2, 12);
      c0 = f32x4.add(c0, f32x4.mul(x, w0)), c1 = f32x4.add(c1, f32x4.mul(x, w1));
      x = v128.load32_splat(p3, 12);
      d0 = f32x4.add(d0, f32x4.mul(x, w0)), d1 = f32x4.add(d1, f32x4.mul(x, w1));
      p0 += 16, p1 += 16, p2 += 16, p3 += 16;
    }
    p0 += ahead, p1 += ahead, p2 += ahead, p3 += ahead;
  }
  v128.store(to, a0), v128.store(to, a1, 16), v128.store(to, b0, 32), v128.store(to, b1, 48);
  v128.store(to, c0, 64), v128.store(to, c1, 80), v128.store(to, d0, 96), v128.store(to, d1, 112);
}

/**
 * The same with the left factor transposed: the 4 numbers of a column lie one after another.
 *
 * @param next bytes from a column to the next
 */
// @ts-ignore: decorator

export function addTileTransposed(to: usize, left: usize, next: usize, right: usize, count: i32): void {
  let a0 = v128.load(to), a1 = v128.load(to, 16), b0 = v128.load(to, 32), b1 = v128.load(to, 48);
  let c0 = v128.load(to, 64), c1 = v128.load(to, 80), d0 = v128.load(to, 96), d1 = v128.load(to, 112);
  let w0: v128, w1: v128, x: v128;
  let p0 = left, p1 = left + next, p2 = p1 + next, p3 = p2 + next;
  const ahead = next << 2;
  for (const end = right + (<usize> count << 5); right < end; right += 128) {
    w0 = v128.load(right), w1 = v128.load(right, 16);
    x = v128.load32_splat(p0);
    a0 = f32x4.add(a0, f32x4.mul(x, w0)), a1 = f32x4.add(a1, f32x4.mul(x, w1));
    x = v128.load32_splat(p0, 4);
    b0 = f32x4.add(b0, f32x4.mul(x, w0)), b1 = f32x4.add(b1, f32x4.mul(x, w1));
    x = v128.load32_splat(p0, 8);
    c0 = f32x4.add(c0, f32x4.mul(x, w0)), c1 = f32x4.add(c1, f32x4.mul(x, w1));
    x = v128.load32_splat(p0, 12);
    d0 = f32x4.add(d0, f32x4.mul(x, w0)), d1 = f32x4.add(d1, f32x4.mul(x, w1));
    w0 = v128.load(right, 32), w1 = v128.load(right, 48);
    x = v128.load32_splat(p1);
    a0 = f32x4.add(a0, f32x4.mul(x, w0)), a1 = f32x4.add(a1, f32x4.mul(x, w1));
    x = v128.load32_splat(p1, 4);
    b0 = f32x4.add(b0, f32x4.mul(x, w0)), b1 = f32x4.add(b1, f32x4.mul(x, w1));
    x = v128.load32_splat(p1, 8);
    c0 = f32x4.add(c0, f32x4.mul(x, w0)), c1 = f32x4.add(c1, f32x4.mul(x, w1));
    x = v128.load32_splat(p1, 12);
    d0 = f32x4.add(d0, f32x4.mul(x, w0)), d1 = f32x4.add(d1, f32x4.mul(x, w1));
    w0 = v128.load(right, 64), w1 = v128.load(right, 80);
    x = v128.load32_splat(p2);
    a0 = f32x4.add(a0, f32x4.mul(x, w0)), a1 = f32x4.add(a1, f32x4.mul(x, w1));
    x = v128.load32_splat(p2, 4);
    b0 = f32x4.add(b0, f32x4.mul(x, w0)), b1 = f32x4.add(b1, f32x4.mul(x, w1));
    x = v128.load32_splat(p2, 8);
    c0 = f32x4.add(c0, f32x4.mul(x, w0)), c1 = f32x4.add(c1, f32x4.mul(x, w1));
    x = v128.load32_splat(p2, 12);
    d0 = f32x4.add(d0, f32x4.mul(x, w0)), d1 = f32x4.add(d1, f32x4.mul(x, w1));
    w0 = v128.load(right, 96), w1 = v128.load(right, 112);
    x = v128.load32_splat(p3);
    a0 = f32x4.add(a0, f32x4.mul(x, w0)), a1 = f32x4.add(a1, f32x4.mul(x, w1));
    x = v128.load32_splat(p3, 4);
    b0 = f32x4.add(b0, f32x4.mul(x, w0)), b1 = f32x4.add(b1, f32x4.mul(x, w1));
    x = v128.load32_splat(p3, 8);
    c0 = f32x4.add(c0, f32x4.mul(x, w0)), c1 = f32x4.add(c1, f32x4.mul(x, w1));
    x = v128.load32_splat(p3, 12);
    d0 = f32x4.add(d0, f32x4.mul(x, w0)), d1 = f32x4.add(d1, f32x4.mul(x, w1));
    p0 += ahead, p1 += ahead, p2 += ahead, p3 += ahead;
  }
  v128.store(to, a0), v128.store(to, a1, 16), v128.store(to, b0, 32), v128.store(to, b1, 48);
  v128.store(to, c0, 64), v128.store(to, c1, 80), v128.store(to, d0, 96), v128.store(to, d1, 112);
}
