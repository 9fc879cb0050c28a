import type { Conformance } from "../../mod.ts";
import { KNOWN_DEFECTS } from "../../src/conformance/mod.ts";

/** What the list of known defects does not say, or says and was not found on cpu. A line each. */
export function surprises(checks: readonly Conformance[]): string[] {
  const all = checks.flatMap(({ backend, candidates }) =>
    candidates.flatMap(({ name, results }) => results.map((result) => ({ backend: backend.name, name, ...result })))
  );
  const unknown = all.filter(({ outcome, known }) => outcome === "violated" && !known)
    .map(({ law, name, backend }) => `not known: ${law} / ${name} on ${backend}`);
  const missing = KNOWN_DEFECTS.flatMap(({ of, laws }) => of.flatMap((name) => laws.map((law) => ({ name, law }))))
    .filter(({ name, law }) =>
      !all.some((one) => one.known && one.backend === "cpu" && one.name === name && one.law === law)
    ).map(({ name, law }) => `not found: ${law} / ${name}`);
  return [...unknown, ...missing];
}
