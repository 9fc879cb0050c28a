/** sigmoid and tanh of four float32 numbers, and what keeps denormal numbers away. NaN stays NaN. */

/**
 * The constants stand in memory: to load one into all lanes is one instruction, to make it of an immediate is three.
 * MAGIC, added to a number below 2^22, rounds it to a whole one, which then stands in the lowest bits. C1 to C6 are those
 * of (2^f - 1) / f for |f| <= 1/2, within 4e-9.
 */
const CONSTANTS: usize = memory.data<f32>([
  1,
  2,
  12582912,
  -1.4426950408889634,
  2.8853900817779268,
  120,
  -120,
  0.6931471880352003,
  0.24022650760645808,
  0.05550357071152507,
  0.009618082519990467,
  0.0013390886332106697,
  0.0001545318282995974,
  7.888609052210118e-31,
]);
const ONE: usize = 0;
const TWO: usize = 4;
const MAGIC: usize = 8;
const MINUS_LOG2_E: usize = 12;
const TWO_LOG2_E: usize = 16;
const HIGHEST: usize = 20;
const LOWEST: usize = 24;
const C1: usize = 28;
const C2: usize = 32;
const C3: usize = 36;
const C4: usize = 40;
const C5: usize = 44;
const C6: usize = 48;
const TINY: usize = 52;

// @ts-ignore: decorator

function constant(offset: usize): v128 {
  return v128.load32_splat(CONSTANTS + offset);
}

/** x within +-120, where 2^x is far from overflow; the pseudo-minimum keeps NaN where the minimum costs more. */
// @ts-ignore: decorator

function clamp(x: v128, highest: v128, lowest: v128): v128 {
  return f32x4.pmax(f32x4.pmin(x, highest), lowest);
}

/** a + b x. */
// @ts-ignore: decorator

function line(a: v128, b: v128, x: v128): v128 {
  return f32x4.add(a, f32x4.mul(b, x));
}

/** 1 / (1 + e^-x) in place, within 2 ulp + 1e-7 |x| of itself. */
export function sigmoid(at: usize, bytes: usize): void {
  const factor = constant(MINUS_LOG2_E), highest = constant(HIGHEST), lowest = constant(LOWEST);
  const magic = constant(MAGIC), one = constant(ONE), c1 = constant(C1), c2 = constant(C2), c3 = constant(C3);
  const c4 = constant(C4), c5 = constant(C5), c6 = constant(C6);
  for (const end = at + bytes; at < end; at += 16) {
    const y = clamp(f32x4.mul(v128.load(at), factor), highest, lowest);
    const rounded = f32x4.add(y, magic), f = f32x4.sub(y, f32x4.sub(rounded, magic)), square = f32x4.mul(f, f);
    const sum = line(line(c1, c2, f), square, line(line(c3, c4, f), square, line(c5, c6, f)));
    const power = i32x4.add(i32x4.shl(rounded, 23), one);
    const e = f32x4.mul(power, line(one, f, sum));
    v128.store(at, f32x4.div(one, f32x4.add(e, one)));
  }
}

/** (e^2x - 1) / (e^2x + 1), through e^2x - 1, so that small x keep their relative accuracy: within 4 ulp. */
export function tanh(from: usize, to: usize, bytes: usize): void {
  const factor = constant(TWO_LOG2_E), highest = constant(HIGHEST), lowest = constant(LOWEST), magic = constant(MAGIC);
  const one = constant(ONE), two = constant(TWO), c1 = constant(C1), c2 = constant(C2), c3 = constant(C3);
  const c4 = constant(C4), c5 = constant(C5), c6 = constant(C6);
  for (const end = from + bytes; from < end; from += 16, to += 16) {
    const y = clamp(f32x4.mul(v128.load(from), factor), highest, lowest);
    const rounded = f32x4.add(y, magic), f = f32x4.sub(y, f32x4.sub(rounded, magic)), square = f32x4.mul(f, f);
    const sum = line(line(c1, c2, f), square, line(line(c3, c4, f), square, line(c5, c6, f)));
    const power = i32x4.add(i32x4.shl(rounded, 23), one);
    const less = line(f32x4.sub(power, one), power, f32x4.mul(f, sum));
    v128.store(to, f32x4.div(less, f32x4.add(less, two)));
  }
}

/**
 * x, or 0 where |x| < 2^-100. WebAssembly cannot flush denormal numbers, and gradients that vanish through them would
 * make a step ten times as slow; 2^-100 is far below anything that matters.
 */
// @ts-ignore: decorator

export function flush(x: v128): v128 {
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), constant(TINY)));
}
