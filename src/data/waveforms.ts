import type { Sequence, SequenceShape } from "./sequence_task.ts";

const TURN = 2 * Math.PI;
/** Features are this part of a period apart: by the golden ratio no two of them coincide. */
const SHIFT = 0.6180339887498949;

/** One period over x in [0, 1), values in [-1, 1]; the jumps hang on x itself, not on the sign of a sine. */
const WAVES: readonly ((x: number) => number)[] = [
  function sine(x) {
    return Math.sin(TURN * x);
  },
  function square(x) {
    return x < 0.5 ? 1 : -1;
  },
  function risingSaw(x) {
    return 2 * x - 1;
  },
  function triangle(x) {
    return 1 - 4 * Math.abs(x - 0.5);
  },
  function pulse(x) {
    return x < 0.25 ? 1 : -1;
  },
  function halfRectifiedSine(x) {
    return x < 0.5 ? 2 * Math.sin(TURN * x) - 1 : -1;
  },
  function fallingSaw(x) {
    return 1 - 2 * x;
  },
  function twoHarmonics(x) {
    return 0.568 * (Math.sin(TURN * x) + Math.sin(2 * TURN * x));
  },
];

/**
 * The class is the form of a wave: sine, square, rising saw, triangle, pulse (a quarter of the period), half-rectified
 * sine, falling saw, two harmonics. The phase is random, the frequency 1.8 to 2.2 periods a sequence, or less, so
 * that a period has 6 steps (within 10 %) at least. Every feature is the wave at another phase.
 */
export function waveforms({ length, features }: SequenceShape): (sequence: Sequence) => void {
  const periods = Math.min(2, length / 6);
  return ({ values, classIndex, random }) => {
    const wave = WAVES[classIndex];
    const start = random.uniform();
    const step = periods * (0.9 + 0.2 * random.uniform()) / length;
    for (let t = 0, i = 0; t < length; t++) {
      for (let f = 0; f < features; f++, i++) {
        const phase = start + t * step + f * SHIFT;
        values[i] = wave(phase - Math.floor(phase));
      }
    }
  };
}
