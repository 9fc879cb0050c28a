import { z } from "zod";

/** What a field of a config can hold: a value, or a spec of few. */
export type FieldValue = string | number | boolean | { readonly [key: string]: string | number };

/** What one field of a failing config does to the failure, all others as they are. */
export interface FieldRole {
  /** Its path in the config, such as `optimizer.beta2`; `seed` stands for all seeds, which change together. */
  field: string;
  /**
   * "matters": with another value the property holds. "any": with every value that said something it fails in the same way.
   * "not-told": none was tried, or none said anything, as the property could not be judged or failed in another way.
   */
  role: "matters" | "any" | "not-told";
  /** The values tried with which it failed in the same way, the config's own left out. */
  fails: FieldValue[];
  /** The values tried with which the property held. */
  holds: FieldValue[];
}

const text = z.string().max(512);
const values = z.array(z.union([z.number(), z.boolean(), text, z.record(text, z.union([z.number(), text]))])).max(16);

/** Of a stored explanation. */
export const fieldRolesSchema = z.array(z.strictObject({
  field: text,
  role: z.enum(["matters", "any", "not-told"]),
  fails: values,
  holds: values,
})).max(64);
