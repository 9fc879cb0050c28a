/**
 * WGSL of the functions that need care. Its own `tanh` and `exp` may be off by 1e-5, and may overflow to NaN; a compiler
 * may take it that no number is NaN or infinite, so those are told by their bits. The polynomial is that of
 * `../wasm/assembly/elementary.ts`: (2^f - 1) / f for |f| <= 1/2 within 4e-9.
 */
export const ELEMENTARY = `
fn isFinite(x : f32) -> bool { return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u; }

// y, but NaN where x is: clamp may turn NaN into a bound.
fn unlessNaN(x : f32, y : f32) -> f32 { return select(y, x, isnan(x)); }

fn exp2m1(f : f32) -> f32 {
  return f * (0.6931471880352003 + f * (0.24022650760645808 + f * (0.05550357071152507 +
    f * (0.009618082519990467 + f * (0.0013390886332106697 + f * 0.0001545318282995974)))));
}

fn powerOfTwo(whole : f32) -> f32 { return bitcast<f32>((i32(whole) + 127) << 23u); }

// 1 / (1 + e^-x)
fn sigmoid(x : f32) -> f32 {
  let y = clamp(x * -1.4426950408889634, -120.0, 120.0);
  let whole = round(y);
  return unlessNaN(x, 1.0 / (1.0 + powerOfTwo(whole) * (1.0 + exp2m1(y - whole))));
}

// (e^2x - 1) / (e^2x + 1), through e^2x - 1, so that small x keep their relative accuracy
fn squash(x : f32) -> f32 {
  let y = clamp(x * 2.8853900817779268, -120.0, 120.0);
  let whole = round(y);
  let scale = powerOfTwo(whole);
  let less = scale * exp2m1(y - whole) + (scale - 1.0);
  return unlessNaN(x, less / (less + 2.0));
}

// e^x for finite x <= 0
fn decay(x : f32) -> f32 {
  let y = max(x * 1.4426950408889634, -125.0);
  let whole = round(y);
  return select(powerOfTwo(whole) * (1.0 + exp2m1(y - whole)), 0.0, x < -86.0);
}

// log(1 + x) for x >= 0: 1 + x = 2^power m with m within sqrt(2) of 1, log m = 2 artanh((m - 1) / (m + 1))
fn logOnePlus(x : f32) -> f32 {
  let bits = bitcast<u32>(1.0 + x);
  var power = f32(i32(bits >> 23u) - 127);
  var m = bitcast<f32>((bits & 0x007fffffu) | 0x3f800000u);
  if (m > 1.4142135) { m = m * 0.5; power = power + 1.0; }
  let less = select(m - 1.0, x, power == 0.0);
  let s = less / (2.0 + less);
  let q = s * s;
  return power * 0.6931471805599453 + 2.0 * s * (1.0 + q * (0.3333333333 + q * (0.2 + q * (0.1428571429 + q * 0.1111111111))));
}
`;
