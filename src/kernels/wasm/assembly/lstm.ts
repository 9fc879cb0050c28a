import { flush, sigmoid, tanh } from "./elementary";
import { blockBytes, stride } from "./plan";

/**
 * i, f, o = sigmoid(a), g = tanh(a), c' = f c + i g, h' = o tanh(c') for a block of 8 units; i, f, g, o stay in place of
 * the pre-activations, c' and tanh(c') behind them.
 *
 * @param before what was saved at the step before; 0 at the first
 */
export function forward(now: usize, before: usize, h: usize): void {
  const bytes = <usize> blockBytes, c = now + 4 * bytes, squashed = now + 5 * bytes;
  sigmoid(now, 2 * bytes);
  tanh(now + 2 * bytes, now + 2 * bytes, bytes);
  sigmoid(now + 3 * bytes, bytes);
  for (let at: usize = 0; at < bytes; at += 16) {
    const old = before ? v128.load(before + 4 * bytes + at) : f32x4.splat(0);
    const added = f32x4.mul(v128.load(now + at), v128.load(now + 2 * bytes + at));
    v128.store(c + at, flush(f32x4.add(f32x4.mul(v128.load(now + bytes + at), old), added)));
  }
  tanh(c, squashed, bytes);
  for (let at: usize = 0; at < bytes; at += 32, h += <usize> stride) {
    const o = now + 3 * bytes + at, s = squashed + at;
    v128.store(h, f32x4.mul(v128.load(o), v128.load(s)));
    v128.store(h, f32x4.mul(v128.load(o, 16), v128.load(s, 16)), 16);
  }
}

/** The gradients of a block's i, f, g, o, `gap` bytes apart, and that of the cell before. */
export function backward(now: usize, before: usize, dState: usize, dCell: usize, dGate: usize, gap: usize): void {
  const bytes = <usize> blockBytes, one = f32x4.splat(1);
  for (let at: usize = 0; at < bytes; at += 16, now += 16, dGate += 16) {
    const i = v128.load(now),
      f = v128.load(now + bytes),
      g = v128.load(now + 2 * bytes),
      o = v128.load(now + 3 * bytes);
    const squashed = v128.load(now + 5 * bytes), dh = flush(v128.load(dState + at));
    const old = before ? v128.load(before + 4 * bytes + at) : f32x4.splat(0);
    const through = f32x4.mul(f32x4.mul(dh, o), f32x4.sub(one, f32x4.mul(squashed, squashed)));
    const dc = flush(f32x4.add(v128.load(dCell + at), through));
    const di = f32x4.mul(f32x4.mul(dc, g), f32x4.mul(i, f32x4.sub(one, i)));
    const df = f32x4.mul(f32x4.mul(dc, old), f32x4.mul(f, f32x4.sub(one, f)));
    const dg = f32x4.mul(f32x4.mul(dc, i), f32x4.sub(one, f32x4.mul(g, g)));
    const dO = f32x4.mul(f32x4.mul(dh, squashed), f32x4.mul(o, f32x4.sub(one, o)));
    v128.store(dGate, flush(di)), v128.store(dGate + gap, flush(df));
    v128.store(dGate + 2 * gap, flush(dg)), v128.store(dGate + 3 * gap, flush(dO));
    v128.store(dCell + at, f32x4.mul(dc, f));
    v128.store(dState + at, f32x4.splat(0));
  }
}
