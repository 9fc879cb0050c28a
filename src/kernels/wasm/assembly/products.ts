import {
  backwardWeights,
  bias,
  blockBytes,
  cell,
  featuresPadded,
  forwardWeights,
  gateGradients,
  gates,
  GRU,
  rowAt,
  samplesPadded,
  savedAt,
  stateGradient,
  stride,
  unitBytes,
  unitsPadded,
  weightGradient,
} from "./plan";
import { addTileTransposed, setTile } from "./tile";

/** What the recurrent part of the GRU's candidate starts from. */
const ZEROS: usize = memory.data(32, 16);

/** The pre-activations of a block at step t, x W + h U + bias, gate by gate; the GRU's candidate has its two parts. */
export function preActivate(t: i32, block: i32): void {
  const all = featuresPadded + unitsPadded, apart = <usize> stride;
  // The first state is 0.
  const k = t > 0 ? all : featuresPadded;
  for (let gate = 0; gate < gates; gate++) {
    const weights = forwardWeights + (<usize> ((block * gates + gate) * all) << 5);
    const start = bias + (<usize> (gate * unitsPadded + (block << 3)) << 2), split = cell == GRU && gate == 2;
    let to = savedAt(t, block) + <usize> (gate * blockBytes);
    for (let b = 0; b < samplesPadded; b += 4, to += 128) {
      const row = rowAt(t, b);
      setTile(to, start, 0, row, apart, weights, split ? featuresPadded : k, 1, 0);
      if (split) {
        const state = row + (<usize> featuresPadded << 2), recurrent = weights + (<usize> featuresPadded << 5);
        setTile(to + <usize> blockBytes, ZEROS, 0, state, apart, recurrent, k - featuresPadded, 1, 0);
      }
    }
  }
}

/** stateGradient += gateGradients x recurrent weights, transposed. */
export function addStateGradient(): void {
  const tiles = gates * unitsPadded >> 3, across = <usize> blockBytes;
  for (let block = 0; block < unitsPadded >> 3; block++) {
    const weights = backwardWeights + (<usize> (block * tiles) << 8);
    for (let b = 0; b < samplesPadded; b += 4) {
      const to = stateGradient + (<usize> (block * samplesPadded + b) << 5);
      setTile(to, to, 32, gateGradients + (<usize> b << 5), 32, weights, 8, tiles, across);
    }
  }
}

/** weightGradient += the rows of step t, transposed, x gateGradients. */
export function addWeightGradient(t: i32): void {
  const tiles = gates * unitsPadded >> 3, xTiles = featuresPadded >> 2, across = <usize> blockBytes;
  const step = rowAt(t, 0), next = <usize> stride;
  // The first state is 0, and so is its share.
  const kTiles = t == 0 ? xTiles : xTiles + (unitsPadded >> 2);
  for (let k = 0; k < kTiles; k++) {
    let to = weightGradient + (<usize> (k * tiles) << 7);
    for (let tile = 0; tile < tiles; tile++, to += 128) {
      // The gradient of the input's part of the GRU's candidate stands behind that of the recurrent part.
      const apart = cell == GRU && k < xTiles && tile >= unitsPadded >> 2 ? <usize> unitBytes : 0;
      const right = gateGradients + <usize> tile * across + apart;
      addTileTransposed(to, step + (<usize> k << 4), next, right, samplesPadded);
    }
  }
}
