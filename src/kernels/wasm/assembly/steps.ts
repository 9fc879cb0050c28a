import * as gru from "./gru";
import * as lstm from "./lstm";
import {
  biasGradient,
  blockBytes,
  cell,
  cellGradient,
  featuresPadded,
  gateGradients,
  gates,
  GRU,
  RNN,
  rowAt,
  savedAt,
  stateGradient,
  unitBytes,
  unitsPadded,
} from "./plan";
import { addStateGradient, addWeightGradient, preActivate } from "./products";
import * as rnn from "./rnn";

/** The state that a step starts from, of the first sample's block of 8 units. */
// @ts-ignore: decorator

function stateAt(t: i32, block: i32): usize {
  return rowAt(t, 0) + (<usize> featuresPadded << 2) + (<usize> block << 5);
}

/** One time step for all samples and units. */
export function stepForward(t: i32): void {
  for (let block = 0; block < unitsPadded >> 3; block++) {
    preActivate(t, block);
    const now = savedAt(t, block), h = stateAt(t + 1, block);
    if (cell == RNN) rnn.forward(now, h);
    else if (cell == GRU) gru.forward(now, stateAt(t, block), h);
    else lstm.forward(now, t > 0 ? savedAt(t - 1, block) : 0, h);
  }
}

/** One time step back: from stateGradient after the step to that before it, adding to the gradients of the weights. */
export function stepBackward(t: i32): void {
  const gap = <usize> unitBytes;
  for (let block = 0; block < unitsPadded >> 3; block++) {
    const at = <usize> (block * blockBytes), dState = stateGradient + at, dGate = gateGradients + at;
    const now = savedAt(t, block);
    if (cell == RNN) rnn.backward(now, dState, dGate);
    else if (cell == GRU) gru.backward(now, stateAt(t, block), dState, dGate, gap);
    else lstm.backward(now, t > 0 ? savedAt(t - 1, block) : 0, dState, cellGradient + at, dGate, gap);
  }
  addBiasGradient();
  addWeightGradient(t);
  if (t > 0) addStateGradient();
}

/** biasGradient += the sums of gateGradients over the samples. */
function addBiasGradient(): void {
  let to = biasGradient;
  for (let gate = 0; gate < gates; gate++) {
    let from = gateGradients + <usize> ((cell == GRU && gate == 2 ? 3 : gate) * unitBytes);
    for (let block = 0; block < unitsPadded >> 3; block++, to += 32) {
      let low = v128.load(to), high = v128.load(to, 16);
      for (const end = from + <usize> blockBytes; from < end; from += 32) {
        low = f32x4.add(low, v128.load(from)), high = f32x4.add(high, v128.load(from, 16));
      }
      v128.store(to, low), v128.store(to, high, 16);
    }
  }
}
