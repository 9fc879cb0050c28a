import { flush, tanh } from "./elementary";
import { blockBytes, stride } from "./plan";

/** h' = tanh(a) for a block of 8 units, in place of the pre-activations. */
export function forward(now: usize, h: usize): void {
  tanh(now, now, <usize> blockBytes);
  for (let at = now, end = now + <usize> blockBytes; at < end; at += 32, h += <usize> stride) {
    v128.store(h, v128.load(at)), v128.store(h, v128.load(at, 16), 16);
  }
}

/** The gradient of the pre-activations of a block. */
export function backward(now: usize, dState: usize, dGate: usize): void {
  const one = f32x4.splat(1);
  for (let at: usize = 0; at < <usize> blockBytes; at += 16) {
    const y = v128.load(now + at), dh = flush(v128.load(dState + at));
    v128.store(dGate + at, f32x4.mul(dh, f32x4.sub(one, f32x4.mul(y, y))));
    v128.store(dState + at, f32x4.splat(0));
  }
}
