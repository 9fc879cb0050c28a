/** A stream of pseudo-random numbers, the same bits on every machine. */
export interface Prng {
  /** An integer, uniform in [0, 2^32). */
  uint32(): number;
  /** A real, uniform in [0, 1), on the grid of 2^-32. */
  uniform(): number;
  /** An integer, uniform in [0, bound); `bound` in 1..2^32. */
  below(bound: number): number;
  /** A standard normal deviate, rounded to 2^-20 so that engines whose `Math.log` differs in the last bit agree. */
  normal(): number;
}

/**
 * A generator seeded by integers: one stream per tuple, so that every use (data, weights, batches) has its own.
 *
 * Algorithm: sfc32 (Doty-Humphrey, PractRand), its state filled by hashing the tuple with the MurmurHash3 finaliser.
 *
 * @param seeds integers, each counted modulo 2^32; streams of different tuples are independent in practice
 */
export function prng(...seeds: number[]): Prng {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  const uint32 = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (const seed of [...seeds, seeds.length]) {
    a ^= mix(seed | 0);
    b ^= mix((seed ^ 0x5bd1e995) | 0);
    for (let i = 0; i < 12; i++) uint32();
  }
  const uniform = () => uint32() / 2 ** 32;
  return {
    uint32,
    uniform,
    below: (bound) => Math.floor(uniform() * bound),
    normal() {
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      return Math.round(radius * Math.cos(2 * Math.PI * uniform()) * 2 ** 20) / 2 ** 20;
    },
  };
}

/** Shuffles `items` in place (Fisher and Yates) and returns it. */
export function shuffle<T extends { length: number; [index: number]: number }>(items: T, random: Prng): T {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const held = items[i];
    items[i] = items[j];
    items[j] = held;
  }
  return items;
}

function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
