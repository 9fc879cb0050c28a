import type { Curve } from "../core/mod.ts";
import type { Series } from "./series.ts";
export const V: any = { z: 1, kind: "mean", diff: 2, pool: 8 };
export interface SmoothedCurve extends Series {
  curve: Curve;
  sd: number[];
  from: number[];
}
export function smoothCurve(curve: Curve): SmoothedCurve {
  const idx = curve.loss.map((_, i) => i).filter((i) => Number.isFinite(curve.loss[i]));
  const X = idx.map((i) => curve.loss[i]),
    S = idx.map((i) => curve.step[i]),
    A = curve.accuracy && idx.map((i) => curve.accuracy![i]);
  const n = X.length, N = 90;
  const s0 = S[0], s1 = S[n - 1];
  const pos = (s: number) => s1 > s0 ? Math.round((s - s0) / (s1 - s0) * (N - 1)) : 0;
  const from: number[] = [];
  for (let i = 0; i < n; i++) if (i === 0 || pos(S[i]) !== pos(S[i - 1])) from.push(i);
  const vl = noise(X), va = A && noise(A);
  const r: SmoothedCurve = {
    curve,
    sd: [],
    from,
    step: [],
    loss: [],
    start: 0,
    accuracy: A && [],
    error: { loss: [], accuracy: [] },
  };
  for (let w = 0; w < from.length; w++) {
    const a = from[w], b = from[w + 1] ?? n, k = b - a;
    r.step.push(S[(a + b - 1) >> 1]);
    r.loss.push(centre(X.slice(a, b)));
    const sd = Math.sqrt(pooled(vl, a, b));
    r.sd.push(sd);
    r.error!.loss.push(V.z * sd / Math.sqrt(k));
    if (A) {
      r.accuracy!.push(mean(A.slice(a, b)));
      r.error!.accuracy.push(V.z * Math.sqrt(pooled(va!, a, b) / k));
    }
  }
  r.start = start(X, r.sd[0], from[1] ?? n);
  return r;
}
function start(X: number[], sd: number, k0: number) {
  let k = 1;
  const max = Math.max(8, k0 >> 1);
  const m = (a: number, b: number) => mean(X.slice(a, b));
  while (2 * k <= Math.min(max, X.length) && Math.abs(m(0, k) - m(k, 2 * k)) <= V.lep * sd * Math.sqrt(2 / k)) k *= 2;
  return Math.min(m(0, k), V.cap * X[0]);
}
V.cap = Infinity;
V.lep = 1.5;
const mean = (x: number[]) => x.reduce((a, b) => a + b, 0) / x.length;
function centre(x: number[]) {
  if (V.kind === "mean") return mean(x);
  const s = Float64Array.from(x).sort();
  if (V.kind === "median") return (s[(s.length - 1) >> 1] + s[s.length >> 1]) / 2;
  const cut = Math.floor(s.length * V.trim);
  return mean([...s.subarray(cut, s.length - cut)]);
}
function noise(x: number[]): number[] {
  return x.map((_, i) => i > 0 && i + 1 < x.length ? (x[i - 1] - 2 * x[i] + x[i + 1]) ** 2 / 6 : NaN);
}
function pooled(v: number[], a: number, b: number) {
  const need = V.pool;
  if (b - a < need) {
    const h = Math.ceil((need - (b - a)) / 2);
    a = Math.max(0, a - h);
    b = Math.min(v.length, b + h);
    const s = Float64Array.from(v.slice(a, b).filter(Number.isFinite)).sort();
    const m = s.length ? (s[(s.length - 1) >> 1] + s[s.length >> 1]) / 2 / .455 : 0;
    return V.local === "median" ? m : m;
  }
  const f = v.slice(a, b).filter(Number.isFinite);
  return f.length ? mean(f) : 0;
}
