import { flush, sigmoid, tanh } from "./elementary";
import { blockBytes, stride } from "./plan";

/**
 * r, z = sigmoid(a), n = tanh(an + r hn) with hn the recurrent part, h' = (1 - z) n + z h for a block of 8 units; r, z, n,
 * hn stay in place of the pre-activations.
 *
 * @param old the state before, in the rows
 */
export function forward(now: usize, old: usize, h: usize): void {
  const bytes = <usize> blockBytes, one = f32x4.splat(1);
  sigmoid(now, 2 * bytes);
  const n = now + 2 * bytes;
  for (let at: usize = 0; at < bytes; at += 16) {
    const recurrent = f32x4.mul(v128.load(now + at), v128.load(n + bytes + at));
    v128.store(n + at, f32x4.add(v128.load(n + at), recurrent));
  }
  tanh(n, n, bytes);
  for (let at: usize = 0; at < bytes; at += 32, old += <usize> stride, h += <usize> stride) {
    for (let half: usize = 0; half < 32; half += 16) {
      const z = v128.load(now + bytes + at + half), kept = f32x4.mul(z, v128.load(old + half));
      v128.store(h + half, f32x4.add(f32x4.mul(f32x4.sub(one, z), v128.load(n + at + half)), kept));
    }
  }
}

/** The gradients of a block, `gap` bytes apart: r, z, the recurrent part of n, all of n. */
export function backward(now: usize, old: usize, dState: usize, dGate: usize, gap: usize): void {
  const bytes = <usize> blockBytes, one = f32x4.splat(1);
  for (const end = now + bytes; now < end; old += <usize> stride) {
    for (let half: usize = 0; half < 32; half += 16, now += 16, dState += 16, dGate += 16) {
      const r = v128.load(now), z = v128.load(now + bytes), n = v128.load(now + 2 * bytes);
      const dh = flush(v128.load(dState)), keep = f32x4.sub(one, z);
      const dn = f32x4.mul(f32x4.mul(dh, keep), f32x4.sub(one, f32x4.mul(n, n)));
      const dr = f32x4.mul(f32x4.mul(dn, v128.load(now + 3 * bytes)), f32x4.mul(r, f32x4.sub(one, r)));
      const dz = f32x4.mul(f32x4.mul(dh, f32x4.sub(v128.load(old + half), n)), f32x4.mul(z, keep));
      v128.store(dGate, flush(dr)), v128.store(dGate + gap, flush(dz));
      v128.store(dGate + 2 * gap, flush(f32x4.mul(dn, r))), v128.store(dGate + 3 * gap, flush(dn));
      v128.store(dState, f32x4.mul(dh, z));
    }
  }
}
