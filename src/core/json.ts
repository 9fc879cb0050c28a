import { firstJsonFault } from "./_json_fault.ts";
import { InputError } from "./errors.ts";

/** The largest JSON text that is read, in characters. */
export const MAX_JSON = 2 ** 20;

/**
 * Parses JSON from outside.
 *
 * @param place what the text is called in an error
 * @throws {InputError} if it is too long or malformed, with line and column
 */
export function parseJson(text: string, place: string): unknown {
  if (text.length > MAX_JSON) {
    throw new InputError(place, `must be at most ${MAX_JSON} characters of JSON: it has ${text.length}`);
  }
  if (text.trim() === "") throw new InputError(place, "must be JSON: it is empty");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(place, `must be JSON: ${firstJsonFault(text)}`, { cause: error });
  }
}

/** JSON with the keys of every object in order: equal values give equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(
    value,
    (_, v) =>
      v !== null && typeof v === "object" && !Array.isArray(v)
        ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0))
        : v,
  );
}
