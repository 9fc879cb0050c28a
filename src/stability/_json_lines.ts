import { countsEpochs, findRoles, type Role } from "./_columns.ts";
import { parseNumber, type ReadRow, type Row } from "./_row.ts";

/** A non-finite number as Python writes it, which is no JSON. */
const BARE = /(?<=[:,[]\s*)(-?)(NaN|Infinity)(?=\s*[,}\]])/g;

/** Reads the lines of a JSON Lines log: an object each, other keys ignored, a key that is missing a gap. */
export function jsonLinesReader(): ReadRow {
  const known = new Map<string, [Role, string][]>();
  return (line) => {
    const object = parseObject(line);
    if (object === undefined) return undefined;
    const keys = Object.keys(object), row: Row = {}, shape = keys.join("\n");
    const roles = known.get(shape) ??
      Object.entries(findRoles(keys)).map(([role, i]): [Role, string] => [role as Role, keys[i]]);
    if (known.size < 100) known.set(shape, roles);
    for (const [role, key] of roles) {
      const value = numberOf(object[key]);
      if (value === undefined || (role === "step" && !Number.isFinite(value))) return undefined;
      row[role] = value;
    }
    return row;
  };
}

/** Whether the steps of a line are epochs. */
export function lineCountsEpochs(line: string): boolean {
  return countsEpochs(Object.keys(parseObject(line) ?? {}));
}

function parseObject(line: string): Record<string, unknown> | undefined {
  const value = parseLine(line) ??
    parseLine(line.replaceAll(BARE, (_, sign, word) => word === "NaN" ? "null" : `${sign}1e999`));
  return value !== null && typeof value === "object" && !Array.isArray(value)
    ? value as Record<string, unknown>
    : undefined;
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** A number, null (NaN), or a non-finite number as a string. */
function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (value === null) return NaN;
  const parsed = typeof value === "string" ? parseNumber(value.trim()) : undefined;
  return parsed !== undefined && Number.isFinite(parsed) ? undefined : parsed;
}
