import { InputError } from "../core/mod.ts";
import { PROPERTIES, type StabilityProperty } from "../stability/mod.ts";

/**
 * The property of that name.
 *
 * @throws {InputError} listing the names, if there is none
 */
export function propertyNamed(name: string, place = "property"): StabilityProperty {
  const found = PROPERTIES.find((property) => property.name === name);
  if (found) return found;
  throw new InputError(
    place,
    `must be one of ${PROPERTIES.map((p) => p.name).join(", ")}: it is ${JSON.stringify(name)}`,
  );
}
