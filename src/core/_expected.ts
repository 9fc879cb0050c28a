/** As much of a JSON Schema as zod writes for the schemas of this project. */
export interface SchemaNode {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  properties?: Record<string, SchemaNode>;
  required?: string[];
  items?: SchemaNode;
  anyOf?: SchemaNode[];
  oneOf?: SchemaNode[];
}

/** The fields that tell alternatives apart. */
const TELLING = ["kind", "source"] as const;

/**
 * The alternatives of a node: of those that have a `kind` or `source`, the one that `value` names, if it names one, or that
 * need not be named.
 */
export function alternatives(node: SchemaNode, value: unknown): SchemaNode[] {
  const branches = node.anyOf ?? node.oneOf;
  if (!branches) return [node];
  const given = value as Record<string, unknown> | null | undefined;
  const named = branches.filter(({ properties, required }) =>
    TELLING.some((key) => {
      const own = properties?.[key];
      return given?.[key] === undefined ? own && given && !required?.includes(key) : own?.const === given[key];
    })
  );
  return (named.length ? named : branches).flatMap((branch) => alternatives(branch, value));
}

/** What stands in `value` at a path, and what a schema says of that place. */
export function nodeAt(
  root: SchemaNode,
  path: readonly PropertyKey[],
  value: unknown,
): { node: SchemaNode; given: unknown } {
  let node = root, given = value;
  for (const key of path) {
    const below = alternatives(node, given).map(({ properties, items }) =>
      typeof key === "number" ? items : properties?.[String(key)]
    );
    node = { anyOf: below.filter((child) => child !== undefined) };
    given = (given as Record<PropertyKey, unknown> | null | undefined)?.[key];
  }
  return { node, given };
}

/** What a node asks for, to stand after "must be". */
export function expected(node: SchemaNode): string {
  const branches = alternatives(node, undefined);
  const words = branches.flatMap((branch) => branch.enum ?? ("const" in branch ? [branch.const] : []));
  const kinds = branches.flatMap(({ properties }) => properties?.kind?.const ?? []);
  const rest = branches.filter((branch) => !branch.enum && !("const" in branch) && !branch.properties?.kind?.const);
  const parts = rest.map(expectedOne);
  if (kinds.length) parts.unshift(`an object whose kind is ${oneOf(kinds)}`);
  if (words.length) parts.unshift(oneOf(words));
  return [...new Set(parts)].join(" or ") || "given";
}

function oneOf(words: unknown[]): string {
  const texts = [...new Set(words.map((word) => JSON.stringify(word)))];
  return texts.length > 1 ? `one of ${texts.join(", ")}` : texts[0];
}

function expectedOne(node: SchemaNode): string {
  switch (node.type) {
    case "integer":
      return `a whole number${range(node)}`;
    case "number":
      return `a number${range(node)}`;
    case "string":
      return `text${length(node)}`;
    case "boolean":
      return "true or false";
    case "array":
      return node.maxItems === undefined ? "a list" : `a list of at most ${node.maxItems}`;
    case "object":
      return `an object with ${keyList(node)}`;
    default:
      return "given";
  }
}

function length({ minLength, maxLength }: SchemaNode): string {
  if (maxLength === undefined) return "";
  return ` of ${minLength ? `${minLength} to` : "at most"} ${maxLength} characters`;
}

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: SchemaNode): string {
  // zod bounds whole numbers without a range of their own by the safe ones.
  const low = minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const high = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (low !== undefined && high !== undefined) return ` from ${low} to ${high}`;
  const ends = [
    ...(low !== undefined ? [`at least ${low}`] : []),
    ...(exclusiveMinimum !== undefined ? [`above ${exclusiveMinimum}`] : []),
    ...(high !== undefined ? [`at most ${high}`] : []),
    ...(exclusiveMaximum !== undefined ? [`below ${exclusiveMaximum}`] : []),
  ];
  return ends.length ? ` ${ends.join(" and ")}`.replace(/^ at/, " of at") : "";
}

/** The keys that an object must have and may have. */
export function keyList({ properties = {}, required = [] }: SchemaNode): string {
  const optional = Object.keys(properties).filter((key) => !required.includes(key)).join(", ");
  if (required.length === 0) return `any of the keys ${optional}`;
  return `the key${required.length > 1 ? "s" : ""} ${required.join(", ")}${optional && ` and any of ${optional}`}`;
}
