import fc from "fast-check";
import { canonicalJson } from "../core/mod.ts";

/**
 * One of a few values, simplest first: it shrinks by bisection towards the first. Values are compared by their JSON,
 * so they may be plain objects, and any of them can be shrunk without having been generated.
 *
 * @param values at least one
 */
export function notches<T>(values: readonly T[]): fc.Arbitrary<T> {
  const keys = values.map(canonicalJson);
  return fc.integer({ min: 0, max: values.length - 1 }).map(
    (i) => values[i],
    (value) => {
      const i = keys.indexOf(canonicalJson(value));
      if (i < 0) throw new Error("Cannot shrink a value that is on no notch");
      return i;
    },
  );
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
