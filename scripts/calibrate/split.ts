import { canonicalJson, type ClassifierConfig } from "../../src/core/mod.ts";

/** Thresholds are tuned on one half of all configs, and only the other is reported. */
export type Half = "tuning" | "reported";

/**
 * The half that a config belongs to, by the SHA-256 of all of it but its rate and its seeds: the same problem under other
 * seeds or at another rate is always in the same half.
 */
export async function halfOf(config: ClassifierConfig): Promise<Half> {
  const { model, loss, batchSize, steps } = config;
  const { optimizer: { learningRate: _rate, ...optimizer }, data: { seed: _seed, ...data } } = config;
  const text = canonicalJson({ data, model, loss, batchSize, steps, optimizer });
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return digest[0] % 2 === 0 ? "tuning" : "reported";
}

/** The seed of the tuning half's configs. */
export const TUNING_SEED = 1;

/**
 * The seed of the reported half's configs: the first 32 bits of the hash of the commit that froze the thresholds, which
 * nobody can know while tuning.
 *
 * @param commit at least 8 hexadecimal digits
 */
export function seedOf(commit: string): number {
  if (!/^[0-9a-f]{8,64}$/.test(commit)) {
    throw new Error(
      `Cannot take a seed from a commit's hash: it must be 8 to 64 hexadecimal digits, it is "${commit}"`,
    );
  }
  return parseInt(commit.slice(0, 8), 16);
}
