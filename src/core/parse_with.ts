import { z } from "zod";
import { alternatives, expected, keyList, nodeAt, type SchemaNode } from "./_expected.ts";
import { InputError } from "./errors.ts";
import { escapeControl, nearestWord } from "./text.ts";

/** More faults than these are counted, not told. */
const MAX_FAULTS = 8;
/** Stands for zod's own wording, which names neither the value nor both ends of a range. */
const UNWORDED = "\0";

type Issue = z.core.$ZodIssue;

/**
 * Checks `value` by a schema and fills in its defaults. Every fault becomes "PATH: must be Y: it is Z"; where the
 * schema brings a message of its own, that is kept.
 *
 * @param place what the value is called in an error
 * @throws {InputError} that names each path and what would be right there
 */
export function parseWith<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const result = schema.safeParse(value, { error: () => UNWORDED });
  if (result.success) return result.data;
  const root = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as SchemaNode;
  const { issues } = result.error, told = issues.slice(0, MAX_FAULTS).map((issue) => faultOf(issue, root, value));
  if (issues.length > MAX_FAULTS) told.push(`and ${issues.length - MAX_FAULTS} more faults`);
  throw new InputError(place, escapeControl(told.join("; ")));
}

function faultOf(issue: Issue, root: SchemaNode, value: unknown): string {
  const { node, given } = nodeAt(root, issue.path, value);
  const place = issue.path.length ? `${issue.path.join(".")}: ` : "";
  if (issue.code === "unrecognized_keys") return place + unknownKeys(issue.keys, node, given);
  if (issue.message === UNWORDED) return `${place}must be ${expected(node)}: ${shown(given)}${meant(given, node)}`;
  // A message of the whole names its value itself, or is given with the place.
  return place + issue.message + (place === "" || issue.code === "custom" ? "" : `: ${shown(given)}`);
}

function unknownKeys(keys: string[], node: SchemaNode, given: unknown): string {
  const branches = alternatives(node, given), owner = branches.find(({ properties }) => properties) ?? branches[0];
  const free = Object.keys(owner.properties ?? {}).filter((key) => !Object.hasOwn(given as object, key));
  const near = keys.map((key) => nearestWord(key, free));
  const told = keys.slice(0, MAX_FAULTS).map((key, i) => brief(key) + (near[i] ? ` (did you mean "${near[i]}"?)` : ""));
  const more = keys.length > MAX_FAULTS ? ` and ${keys.length - MAX_FAULTS} more` : "";
  const remedy = near.every((word) => word) ? "" : `: it may have ${keyList(owner)}`;
  return `must have no key${keys.length > 1 ? "s" : ""} ${told.join(", ")}${more}${remedy}`;
}

/** The word that a misspelt one is nearest to. */
function meant(given: unknown, node: SchemaNode): string {
  if (typeof given !== "string") return "";
  const words = alternatives(node, undefined).flatMap((branch) => [...(branch.enum ?? []), branch.const]);
  const near = nearestWord(given, words.filter((word) => typeof word === "string"));
  return near ? `; did you mean "${near}"?` : "";
}

function shown(given: unknown): string {
  if (given === undefined) return "it is missing";
  if (Array.isArray(given)) return `it is a list of ${given.length}`;
  if (typeof given !== "object" || given === null) return `it is ${briefly(given)}`;
  const entries = Object.entries(given).slice(0, 3).map(([key, value]) => `${brief(key)}: ${briefly(value)}`);
  return `it is {${entries.join(", ")}${Object.keys(given).length > 3 ? ", …" : ""}}`;
}

/** Not the whole text of a list or an object: a deeply nested one would overflow the stack. */
function briefly(value: unknown): string {
  if (typeof value === "object" && value !== null) return "…";
  return typeof value === "string" ? brief(value) : String(value);
}

function brief(text: string): string {
  return JSON.stringify(text.slice(0, 40)) + (text.length > 40 ? `… of ${text.length} characters` : "");
}
