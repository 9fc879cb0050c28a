import {
  backwardWeights,
  bias,
  biasGradient,
  classes,
  features,
  featuresPadded,
  forwardWeights,
  gates,
  gradient,
  headGradient,
  headWeights,
  inputs,
  length,
  parameters,
  rows,
  samples,
  samplesPadded,
  stride,
  units,
  unitsPadded,
  weightGradient,
} from "./plan";

/** Where the weight from k (a padded feature, then a unit) to a unit's gate stands among the packed forward weights. */
// @ts-ignore: decorator

function forwardAt(k: i32, gate: i32, unit: i32): usize {
  const all = featuresPadded + unitsPadded;
  return forwardWeights + (<usize> ((((unit >> 3) * gates + gate) * all + k) * 8 + (unit & 7)) << 2);
}

/**
 * Copies the flat parameters to where the products read them in one sweep: forward weights `[unit / 8, gate, k, 8]`,
 * backward weights `[unit / 8, gate x unit, 8]`, head weights `[class, unit]`. The pads stay 0.
 */
export function packWeights(): void {
  const width = gates * units, all = featuresPadded + unitsPadded;
  let from = parameters;
  for (let k = 0; k < all; k++) {
    if (k == features) k = featuresPadded;
    if (k - featuresPadded == units) break;
    for (let gate = 0; gate < gates; gate++) {
      for (let unit = 0; unit < units; unit++, from += 4) f32.store(forwardAt(k, gate, unit), f32.load(from));
    }
  }
  const recurrent = parameters + (<usize> (features * width) << 2);
  for (let j = 0; j < units; j++) {
    const to = backwardWeights + (<usize> ((j >> 3) * gates * unitsPadded * 8 + (j & 7)) << 2);
    for (let gate = 0; gate < gates; gate++) {
      const source = recurrent + (<usize> (j * width + gate * units) << 2);
      const target = to + (<usize> (gate * unitsPadded * 8) << 2);
      for (let unit = 0; unit < units; unit++) {
        f32.store(target + (<usize> unit << 5), f32.load(source + (<usize> unit << 2)));
      }
    }
  }
  for (let gate = 0; gate < gates; gate++) {
    for (let unit = 0; unit < units; unit++, from += 4) {
      f32.store(bias + (<usize> (gate * unitsPadded + unit) << 2), f32.load(from));
    }
  }
  for (let unit = 0; unit < units; unit++) {
    for (let k = 0; k < classes; k++, from += 4) {
      f32.store(headWeights + (<usize> (k * unitsPadded + unit) << 2), f32.load(from));
    }
  }
}

/** Copies the sequences `[sample, step, feature]` into the rows. */
export function packInputs(): void {
  let from = inputs;
  for (let b = 0; b < samples; b++) {
    let to = rows + <usize> (b * stride);
    for (let t = 0; t < length; t++, to += <usize> (samplesPadded * stride)) {
      for (let f = 0; f < features; f++, from += 4) f32.store(to + (<usize> f << 2), f32.load(from));
    }
  }
}

/** Copies the gradient from its tiles `[k / 4, gate x unit / 8, 4, 8]` to the order of the flat parameters. */
export function unpackGradient(): void {
  const all = featuresPadded + unitsPadded, tiles = gates * unitsPadded >> 3;
  let to = gradient;
  for (let k = 0; k < all; k++) {
    if (k == features) k = featuresPadded;
    if (k - featuresPadded == units) break;
    const row = weightGradient + (<usize> ((k >> 2) * tiles * 32 + (k & 3) * 8) << 2);
    for (let gate = 0; gate < gates; gate++) {
      for (let unit = 0; unit < units; unit++, to += 4) {
        const j = gate * unitsPadded + unit;
        f32.store(to, f32.load(row + (<usize> ((j >> 3) * 32 + (j & 7)) << 2)));
      }
    }
  }
  for (let gate = 0; gate < gates; gate++) {
    for (let unit = 0; unit < units; unit++, to += 4) {
      f32.store(to, f32.load(biasGradient + (<usize> (gate * unitsPadded + unit) << 2)));
    }
  }
  for (let unit = 0; unit < units; unit++) {
    for (let k = 0; k < classes; k++, to += 4) {
      f32.store(to, f32.load(headGradient + (<usize> (k * unitsPadded + unit) << 2)));
    }
  }
}
