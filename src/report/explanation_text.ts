import type { FieldRole, FieldValue } from "../core/mod.ts";

/** What reports call a field, where it is not the last part of its path. */
const NAMES: Record<string, string> = {
  "optimizer.learningRate": "rate",
  "model.recurrentInit": "start",
  "loss.kind": "loss",
  "loss.log2Scale": "scale of the loss",
  "quadratic.largest": "largest eigenvalue",
};

/**
 * Which fields of a failing config matter, each varied alone, in one sentence: those that matter, with what it holds; those
 * with which it fails whatever was tried, with that; and those of which nothing is known.
 */
export function explanationText(roles: readonly FieldRole[]): string {
  const of = (role: FieldRole["role"]) => roles.filter((each) => each.role === role);
  const matters = of("matters"), any = of("any"), open = of("not-told");
  const verb = matters.length === 1 ? "matters" : "matter";
  const mattering = listed(matters.map(({ field, holds }) => `${nameOf(field)} (holds with ${textOf(holds)})`));
  const parts = [
    matters.length > 0 ? `${mattering} ${verb}` : "no field was seen to matter",
    ...any.length > 0
      ? [`it fails with any ${listed(any.map(({ field, fails }) => `${nameOf(field)} (${textOf(fails)})`))} tried`]
      : [],
    ...open.length > 0 ? [`not told: ${listed(open.map(({ field }) => nameOf(field)))}`] : [],
  ];
  return `varied alone, ${parts.join("; ")}`;
}

function nameOf(path: string): string {
  const [last] = path.split(".").slice(-1);
  return NAMES[path] ?? last.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function textOf(values: readonly FieldValue[]): string {
  return values.map((value) => typeof value === "object" ? Object.values(value).join(" ") : String(value)).join(", ");
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
