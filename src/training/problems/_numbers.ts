import { InputError } from "../../core/mod.ts";

/** A number, or lists of equal lengths of numbers or of such lists. */
export type Numbers = number | readonly Numbers[];

/**
 * Nested lists as one, and their shape. tfjs itself does not look whether they are of equal lengths.
 *
 * @throws {InputError} if they are not, or hold what is no number
 */
export function flattened(values: Numbers, place: string): { numbers: number[]; shape: number[] } {
  const shape: number[] = [], numbers: number[] = [];
  for (let inner: unknown = values; Array.isArray(inner); inner = inner[0]) shape.push(inner.length);
  const add = (value: unknown, depth: number) => {
    if (depth < shape.length && Array.isArray(value) && value.length === shape[depth]) {
      return value.forEach((inner) => add(inner, depth + 1));
    }
    if (depth < shape.length || typeof value !== "number") {
      throw new InputError(place, `must be numbers in lists of equal lengths, [${shape}] by the first of each`);
    }
    numbers.push(value);
  };
  add(values, 0);
  return { numbers, shape };
}
