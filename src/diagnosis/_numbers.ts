import type { Evidence } from "../core/mod.ts";

/** A number that JSON can hold. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Numbers that JSON can hold, and words. */
export function finiteOnly(evidence: Evidence): Evidence {
  return Object.fromEntries(
    Object.entries(evidence).filter(([, value]) => typeof value !== "number" || Number.isFinite(value)),
  );
}
