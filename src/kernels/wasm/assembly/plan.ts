/**
 * Where everything stands in memory for one shape. Samples and features are padded to a multiple of 4, units to one of 8;
 * the weights of a padded unit are 0, and so are its state and its gradients.
 *
 * Float32 arrays:
 * - rows `[length + 1, samples, stride]`: a step's features, then the hidden state that it starts from
 * - of a block of 8 units at one step `[samples, 8]`; of all units `[units / 8, samples, 8]`: stateGradient, cellGradient,
 *   gateGradients (one such array a gate)
 * - saved `[length, units / 8, kinds, samples, 8]`: pre-activations, then what the backward pass needs of the forward pass
 * - weights and their gradients in tiles: see pack.ts
 */

export const RNN = 0;
export const GRU = 1;

export let cell: i32 = -1;
export let samples: i32 = 0;
export let length: i32 = 0;
export let features: i32 = 0;
export let units: i32 = 0;
export let classes: i32 = 0;
/** Pre-activations a unit. */
export let gates: i32 = 0;
export let samplesPadded: i32 = 0;
export let featuresPadded: i32 = 0;
export let unitsPadded: i32 = 0;
/** Bytes from one sample's row to the next. */
export let stride: i32 = 0;
/** How many numbers are saved for a unit. */
export let kinds: i32 = 0;
/** Bytes of an array of a block of 8 units at one step. */
export let blockBytes: i32 = 0;
/** Bytes of an array of all units at one step. */
export let unitBytes: i32 = 0;
export let parameterCount: i32 = 0;

export let parameters: usize = 0;
export let inputs: usize = 0;
export let labels: usize = 0;
export let gradient: usize = 0;
export let rows: usize = 0;
export let saved: usize = 0;
export let gateGradients: usize = 0;
export let stateGradient: usize = 0;
export let cellGradient: usize = 0;
export let forwardWeights: usize = 0;
export let backwardWeights: usize = 0;
export let bias: usize = 0;
export let headWeights: usize = 0;
export let headGradient: usize = 0;
export let logits: usize = 0;
export let weightGradient: usize = 0;
export let biasGradient: usize = 0;

let top: usize = 0;

function take(floats: i32): usize {
  const at = top;
  top += ((<usize> floats << 2) + 63) & ~63;
  return at;
}

/** Lays the memory out for a shape and clears it; it grows as needed and never shrinks. */
export function lay(cell_: i32, samples_: i32, length_: i32, features_: i32, units_: i32, classes_: i32): void {
  cell = cell_, samples = samples_, length = length_, features = features_, units = units_, classes = classes_;
  gates = cell == RNN ? 1 : cell == GRU ? 3 : 4;
  kinds = cell == RNN ? 1 : cell == GRU ? 4 : 6;
  samplesPadded = (samples + 3) & ~3;
  featuresPadded = (features + 3) & ~3;
  unitsPadded = (units + 7) & ~7;
  blockBytes = samplesPadded << 5;
  unitBytes = samplesPadded * unitsPadded << 2;
  // An odd number of vectors: rows a power of two apart would share a few sets of the first-level cache.
  stride = ((featuresPadded + unitsPadded) | 4) << 2;
  const width = gates * units, widthPadded = gates * unitsPadded, k = featuresPadded + unitsPadded;
  parameterCount = (features + units + 1) * width + (units + 1) * classes;
  const start = (__heap_base + 63) & ~63;
  top = start;
  parameters = take(parameterCount);
  inputs = take(samples * length * features);
  labels = take(samples * classes);
  gradient = take(parameterCount);
  forwardWeights = take(k * widthPadded);
  backwardWeights = take(unitsPadded * widthPadded);
  bias = take(widthPadded);
  headWeights = take(classes * unitsPadded);
  headGradient = take(classes * unitsPadded);
  logits = take(samples * classes);
  weightGradient = take(k * widthPadded);
  biasGradient = take(widthPadded);
  stateGradient = take(unitBytes >> 2);
  cellGradient = take(unitBytes >> 2);
  // The GRU's candidate has two gradients, one for each part of its pre-activation.
  gateGradients = take((unitBytes >> 2) * (cell == GRU ? 4 : gates));
  rows = take((length + 1) * samplesPadded * (stride >> 2));
  saved = take(length * kinds * (unitBytes >> 2));
  const pages = <i32> ((top + 0xffff) >> 16) - memory.size();
  if (pages > 0 && memory.grow(pages) < 0) unreachable();
  memory.fill(start, 0, top - start);
}

/** The row of a sample at a step. */
// @ts-ignore: decorator

export function rowAt(t: i32, b: i32): usize {
  return rows + <usize> ((t * samplesPadded + b) * stride);
}

/** What is saved of a block of 8 units at a step. */
// @ts-ignore: decorator

export function savedAt(t: i32, block: i32): usize {
  return saved + <usize> ((t * (unitsPadded >> 3) + block) * kinds * blockBytes);
}
