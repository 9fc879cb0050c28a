import fc from "fast-check";
import { canonicalJson } from "../core/mod.ts";

/**
 * One of a few values, simplest first. It shrinks to every simpler value, the simplest first, so what it is shrunk to is
 * the simplest that fails, even where failing is not monotone. Values are compared by their JSON, so they may be plain
 * objects, and any of them can be shrunk without having been generated.
 */
class Notches<T> extends fc.Arbitrary<T> {
  readonly #values: readonly T[];
  readonly #keys: readonly string[];

  constructor(values: readonly T[]) {
    super();
    this.#values = values;
    this.#keys = values.map(canonicalJson);
  }

  /** Uniform; biased, the simplest value once in four times `biasFactor` more: fast-check's own bias would halve the variety. */
  generate(random: fc.Random, biasFactor: number | undefined): fc.Value<T> {
    const simplest = biasFactor !== undefined && random.nextInt(1, 4 * biasFactor) === 1;
    return new fc.Value(this.#values[simplest ? 0 : random.nextInt(0, this.#values.length - 1)], undefined);
  }

  canShrinkWithoutContext(value: unknown): value is T {
    return this.#keys.includes(canonicalJson(value));
  }

  shrink(value: T): fc.Stream<fc.Value<T>> {
    const simpler = this.#values.slice(0, Math.max(0, this.#keys.indexOf(canonicalJson(value))));
    return fc.stream(simpler.map((value) => new fc.Value(value, undefined))[Symbol.iterator]());
  }
}

/**
 * One of a few values, simplest first: it shrinks to the simplest that fails.
 *
 * @param values at least one, no two with the same JSON
 */
export function notches<T>(values: readonly T[]): fc.Arbitrary<T> {
  return new Notches(values);
}

/** The values with `own` among them: numbers at their place in the order, up to `own`; anything else at the end. */
export function around<T>(values: readonly T[], own: T | undefined): readonly T[] {
  if (own === undefined || values.some((value) => canonicalJson(value) === canonicalJson(own))) return values;
  if (typeof own !== "number") return [...values, own];
  return [...values.filter((value) => typeof value !== "number" || value < own), own];
}

/** The values within a range; if there are none, the range's lower end. */
export function within(values: readonly number[], { low, high }: { low: number; high: number }): readonly number[] {
  const inside = values.filter((value) => value >= low && value <= high);
  return inside.length > 0 ? inside : [low];
}
