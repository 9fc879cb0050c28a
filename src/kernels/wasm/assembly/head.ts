import {
  classes,
  featuresPadded,
  gradient,
  headGradient,
  headWeights,
  labels,
  length,
  logits,
  parameterCount,
  parameters,
  rowAt,
  samples,
  samplesPadded,
  stateGradient,
  unitsPadded,
} from "./plan";

/** Rows whose largest logit is at the label's largest entry, all logits finite. */
export let right: i32 = 0;

/** The last hidden state of a sample. */
// @ts-ignore: decorator

function lastState(b: i32): usize {
  return rowAt(length, b) + (<usize> featuresPadded << 2);
}

// @ts-ignore: decorator

function sumOfLanes(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

/** logits = h W + b. */
export function headForward(): void {
  const headBias = parameters + (<usize> (parameterCount - classes) << 2), bytes = <usize> unitsPadded << 2;
  let to = logits;
  for (let b = 0; b < samples; b++) {
    const h = lastState(b);
    for (let k = 0, w = headWeights; k < classes; k++, w += bytes, to += 4) {
      let sum = f32x4.splat(0);
      for (let at: usize = 0; at < bytes; at += 16) {
        sum = f32x4.add(sum, f32x4.mul(v128.load(h + at), v128.load(w + at)));
      }
      f32.store(to, sumOfLanes(sum) + f32.load(headBias + (<usize> k << 2)));
    }
  }
}

/**
 * Mean over the rows of -sum(label log probability), in float64; replaces the logits by their gradient: (label sum x
 * probability - label) x scale / rows.
 */
export function crossEntropy(scale: f64): f64 {
  let sum: f64 = 0, row = logits, label = labels;
  const bytes = <usize> classes << 2;
  right = 0;
  for (let b = 0; b < samples; b++, row += bytes, label += bytes) {
    let top: usize = 0, labelTop: usize = 0, mass: f64 = 0, total: f64 = 0, finite = true;
    for (let k: usize = 0; k < bytes; k += 4) {
      if (f32.load(row + k) > f32.load(row + top)) top = k;
      if (f32.load(label + k) > f32.load(label + labelTop)) labelTop = k;
      mass += f32.load(label + k);
      finite = finite && isFinite(f32.load(row + k));
    }
    if (finite && top == labelTop) right++;
    const shift = <f64> f32.load(row + top);
    for (let k: usize = 0; k < bytes; k += 4) total += Math.exp(<f64> f32.load(row + k) - shift);
    const logTotal = Math.log(total);
    for (let k: usize = 0; k < bytes; k += 4) {
      const logProbability = <f64> f32.load(row + k) - shift - logTotal, y = <f64> f32.load(label + k);
      sum -= y * logProbability;
      f32.store(row + k, <f32> ((mass * Math.exp(logProbability) - y) * scale / <f64> samples));
    }
  }
  return sum / <f64> samples;
}

/** From the gradient of the logits to that of the head's weights and, in stateGradient, of the last hidden state. */
export function headBackward(): void {
  const bytes = <usize> unitsPadded << 2, headBias = gradient + (<usize> (parameterCount - classes) << 2);
  for (let b = 0; b < samples; b++) {
    const h = lastState(b), slopes = logits + (<usize> (b * classes) << 2);
    for (let k: usize = 0; k < <usize> classes; k++) {
      const slope = f32.load(slopes + (k << 2)), d = f32x4.splat(slope), bias = headBias + (k << 2);
      f32.store(bias, f32.load(bias) + slope);
      const w = headWeights + k * bytes, g = headGradient + k * bytes;
      for (let at: usize = 0; at < bytes; at += 16) {
        const to = stateGradient + ((at >> 5) * <usize> samplesPadded + b << 5) + (at & 16);
        v128.store(g + at, f32x4.add(v128.load(g + at), f32x4.mul(d, v128.load(h + at))));
        v128.store(to, f32x4.add(v128.load(to), f32x4.mul(d, v128.load(w + at))));
      }
    }
  }
}
