import type { Cure, Finding, Mechanism, Standing } from "../core/mod.ts";
import { type Case, MAY_FAIL, MUST_FAIL, rivalFails } from "./experiment.ts";
import type { Suspicion } from "./mechanism.ts";

/** A cure removes the failure: on the case's own seeds, and of the fresh ones all but the few that may fail. */
export function cures({ holds, cured }: Cure, { seeds }: Case): boolean {
  return holds && cured.failed <= MAY_FAIL * seeds;
}

/** How sure a mechanism is by its own numbers and experiments, the others left aside. */
export function standingOf(
  mechanism: Mechanism,
  suspicion: Suspicion,
  tried: { cures: Cure[]; restores: boolean; found: Case },
): Standing {
  const { found } = tried, cure = tried.cures.find((cure) => cures(cure, found));
  if (!suspicion.plausible || !cure) return "refuted";
  const isProven = cure.uncured.runs >= found.seeds && cure.uncured.failed >= MUST_FAIL * cure.uncured.runs;
  if (mechanism === "rate-above-bound") {
    return isProven && "predictedBound" in suspicion.evidence ? "proven" : "supported";
  }
  if (!cure.rival || !rivalFails(cure.rival, found)) return tried.restores ? "supported" : "unknown";
  return isProven ? "proven" : "supported";
}

const ORDER: readonly Standing[] = ["proven", "supported", "unknown", "refuted"];

/**
 * The findings, the surest first, of equals the most specific. One is proven only if no rival is: of several proven ones those
 * after the first are as good as supported. And as a lower rate cures almost everything, it says nothing where
 * another cure does at an unchanged rate.
 */
export function ranked(findings: readonly Finding[]): Finding[] {
  const settled = findings.map((finding) => ({ ...finding })),
    others = settled.filter(({ mechanism }) => mechanism !== "rate-above-bound");
  const rate = settled.find(({ mechanism }) => mechanism === "rate-above-bound");
  const isOther = others.some(({ standing }) => standing === "proven" || standing === "supported");
  if (rate && isOther && rate.standing !== "refuted") rate.standing = "unknown";
  for (const finding of settled.filter(({ standing }) => standing === "proven").slice(1)) {
    finding.standing = "supported";
  }
  return settled.sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing));
}
