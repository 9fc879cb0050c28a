import { prng } from "../../core/mod.ts";

/** Does something with Math.random a generator of a seed: tfjs draws random initial weights from it. */
export function withSeededRandom<Result>(seed: number, make: () => Result): Result {
  const random = Math.random, { uniform } = prng(seed, 0x1a7e5);
  Math.random = uniform;
  try {
    return make();
  } finally {
    Math.random = random;
  }
}
