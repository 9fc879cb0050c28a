import { absoluteRate, type Cure, type Evidence, type Finding, type Mechanism, type Standing } from "../core/mod.ts";
import { type Experiment, HELPS } from "./experiment.ts";
import { type Case, MAY_FAIL, MUST_FAIL } from "./pairs.ts";
import { rivalFails } from "./rivals.ts";
import type { Suspicion } from "./mechanism.ts";

/** A cure removes the failure: on the case's own seeds, and of the fresh ones all but the few that may fail. */
export function cures({ holds, cured }: Cure, { seeds }: Case): boolean {
  return holds && cured.failed <= MAY_FAIL * seeds;
}

/** A change that does not remove the failure with all seeds, but with most that fail without it. */
export function helps({ holds, uncured, cured }: Cure, { seeds }: Case): boolean {
  return holds && cured.runs >= seeds && cured.failed <= HELPS * seeds && uncured.failed >= MUST_FAIL * seeds;
}

/** The first that cures; one that sets back what is unusual, and but helps, before one that cures as the rate would. */
export function bestOf(tried: readonly Experiment[], found: Case): Experiment | undefined {
  const cured = tried.find(({ cure }) => cures(cure, found)), helping = tried.filter(({ cure }) => helps(cure, found));
  const restored = helping.find(({ cure }) => cure.restores), { rival } = cured?.cure ?? {};
  if (restored && cured && !cured.cure.restores && !(rival && rivalFails(rival, found))) return restored;
  return cured ?? restored ?? helping[0];
}

/** What may come of a change and speaks neither for its mechanism nor against it. */
const OPEN: readonly Cure["outcome"][] = ["stalled", "not-tried"];

/** How sure a mechanism is by its own numbers and experiments, the others left aside. */
export function standingOf(
  mechanism: Mechanism,
  { plausible, evidence }: Suspicion,
  { tried, found }: { tried: readonly Experiment[]; found: Case },
): Standing {
  if (!plausible) return "refuted";
  const best = bestOf(tried, found);
  if (!best) return tried.some(({ cure: { outcome } }) => OPEN.includes(outcome)) ? "unknown" : "refuted";
  const { cure } = best, { rival } = cure;
  if (mechanism === "rate-above-bound") return isProvenBelow(evidence, { tried, found }) ? "proven" : "supported";
  if (cures(cure, found) && rival && rivalFails(rival, found)) return isPaired(cure, found) ? "proven" : "supported";
  return cure.restores ? "supported" : "unknown";
}

/** Over all the seeds, enough un-cured runs failed. */
function isPaired({ uncured }: Cure, { seeds }: Case): boolean {
  return uncured.runs >= seeds && uncured.failed >= MUST_FAIL * uncured.runs;
}

/** Failing above the predicted bound, and holding below it. */
function isProvenBelow(
  { predictedBound }: Evidence,
  { tried, found }: { tried: readonly Experiment[]; found: Case },
): boolean {
  if (typeof predictedBound !== "number" || !(absoluteRate(found.config) > predictedBound)) return false;
  return tried.some(({ cure }) => cures(cure, found) && isPaired(cure, found) && isBelow(cure, predictedBound));
}

/** Whether a cure's rate is at a bound or below. */
export function isBelow({ config }: Cure, bound: number): boolean {
  return absoluteRate(config) <= bound;
}

const ORDER: readonly Standing[] = ["proven", "supported", "unknown", "refuted"];

/** Cures by setting back what is unusual. */
function isRestored({ restores, outcome }: Cure): boolean {
  return restores === true && outcome === "cured";
}

/**
 * The findings, the surest first, of equals the most specific. One is proven only if no rival is, and none that sets back what is
 * unusual cures as well: of several proven ones those after the first are as good as supported. And as a lower rate cures
 * almost everything, it says nothing where another cure does at an unchanged rate.
 */
export function ranked(findings: readonly Finding[]): Finding[] {
  const settled = findings.map((finding) => ({ ...finding })),
    others = settled.filter(({ mechanism }) => mechanism !== "rate-above-bound");
  const rate = settled.find(({ mechanism }) => mechanism === "rate-above-bound");
  const isOther = others.some(({ standing }) => standing === "proven" || standing === "supported");
  if (rate && isOther && rate.standing !== "refuted") rate.standing = "unknown";
  const proven = settled.filter(({ standing }) => standing === "proven");
  const isRivalled = settled.some(({ standing, cures }) => standing === "supported" && cures.some(isRestored));
  for (const finding of proven.slice(isRivalled ? 0 : 1)) finding.standing = "supported";
  return settled.sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing));
}
