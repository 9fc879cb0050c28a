import { assertEquals } from "@std/assert";
import { type Cure, MECHANISMS, type Standing } from "../../src/core/mod.ts";
import type { Experiment } from "../../src/diagnosis/experiment.ts";
import type { Suspicion } from "../../src/diagnosis/mechanism.ts";
import type { Case } from "../../src/diagnosis/pairs.ts";
import { bestOf, cures, helps, standingOf } from "../../src/diagnosis/standing.ts";
import { at, outcomeOf, quadraticConfig } from "./_observation.ts";

const config = quadraticConfig(at(0.1));
const CASE: Case = { config, outcome: outcomeOf([1, 9]), onset: 1, seeds: 10, horizon: 1 };

/** A cure that holds on all of its seeds, where all but it fail, with some of that replaced. */
function cureOf(fields: Partial<Cure> = {}): Cure {
  return {
    intervention: "epsilon",
    change: "epsilon 1 -> 2",
    config,
    size: 0.5,
    holds: true,
    uncured: { failed: 10, runs: 10 },
    cured: { failed: 0, runs: 10 },
    outcome: "cured",
    cost: { finalLoss: 0, stepsToUncuredBest: 1, uncuredStepOfBest: 1 },
    ...fields,
  };
}

const rival = (failed: number) => ({ change: "learningRate 1 -> .5", cured: { failed, runs: 10 } });
const suspicion = (fields: Partial<Suspicion> = {}): Suspicion => ({
  plausible: true,
  says: "It may be.",
  evidence: { predictedBound: 2 },
  changes: [],
  ...fields,
});

Deno.test("a cure holds with the case's own seeds, and with at least 90 % of the fresh ones", () => {
  assertEquals(cures(cureOf(), CASE), true);
  assertEquals(cures(cureOf({ cured: { failed: 1, runs: 10 } }), CASE), true);
  assertEquals(cures(cureOf({ cured: { failed: 2, runs: 10 } }), CASE), false);
  assertEquals(cures(cureOf({ holds: false, cured: { failed: 0, runs: 0 } }), CASE), false);
});

Deno.test("a change helps if it holds with the case's own seeds and at least half of the fresh ones, where 80 % fail", () => {
  assertEquals(helps(cureOf({ cured: { failed: 5, runs: 10 } }), CASE), true);
  assertEquals(helps(cureOf({ cured: { failed: 6, runs: 10 } }), CASE), false);
  assertEquals(helps(cureOf({ holds: false, cured: { failed: 0, runs: 0 } }), CASE), false);
  assertEquals(helps(cureOf({ cured: { failed: 5, runs: 10 }, ...fails(8) }), CASE), true);
  assertEquals(helps(cureOf({ cured: { failed: 5, runs: 10 }, ...fails(7) }), CASE), false);
  assertEquals(helps(cureOf({ cured: { failed: 5, runs: 9 } }), CASE), false);
});

const experiment = (cure: Cure): Experiment => ({ change: { intervention: "", change: "", setup: { config } }, cure });

const RESTORES = { restores: true } as const, HALF = { cured: { failed: 5, runs: 10 } };
/** What is tried, by name; what comes of each. */
const TRIED = {
  lost: { holds: false },
  half: HALF,
  some: { cured: { failed: 3, runs: 10 } },
  cured: {},
  "cured, not as the rate": { rival: rival(5) },
  "cured, as the rate": { rival: rival(4) },
  restored: RESTORES,
  "restored, as the rate": { ...RESTORES, rival: rival(4) },
  "restored half": { ...RESTORES, ...HALF },
  "restored some": { ...RESTORES, cured: { failed: 3, runs: 10 } },
  "restored half of few": { ...RESTORES, ...HALF, uncured: { failed: 7, runs: 10 } },
} as const;

/** The best of several in their order, by name; undefined of none. */
function best(...names: (keyof typeof TRIED)[]): string | undefined {
  const tried = names.map((name) => experiment(cureOf(TRIED[name])));
  return names[tried.indexOf(bestOf(tried, CASE)!)];
}

Deno.test("the best is the first that cures, though one before it helps; else the first that helps; else none", () => {
  assertEquals(best("lost", "half", "some", "cured"), "cured");
  assertEquals(best("cured", "cured, not as the rate"), "cured");
  assertEquals(best("lost", "half", "some"), "half");
  assertEquals([best("lost"), best()], [undefined, undefined]);
});

Deno.test("what sets back to the usual, and but helps, goes before a cure that is as good as the rate's", () => {
  assertEquals(best("restored half", "cured, as the rate"), "restored half");
  assertEquals(best("restored half", "cured"), "restored half", "nobody knows what the rate would do");
  assertEquals(best("cured, as the rate", "restored some", "restored half"), "restored some");
});

Deno.test("it does not go before a cure that the rate has not, nor before one that sets back, too", () => {
  assertEquals(best("restored half", "cured, not as the rate"), "cured, not as the rate");
  assertEquals(best("restored half", "restored"), "restored");
  assertEquals(best("restored half", "restored, as the rate"), "restored, as the rate");
});

Deno.test("where nothing cures, what sets back goes before what helps as well; what does not help goes before nothing", () => {
  assertEquals(best("half", "restored half"), "restored half");
  assertEquals(best("restored half of few", "cured, as the rate"), "cured, as the rate");
  assertEquals(best("restored half of few", "half"), "half");
});

type Row = [says: string, standing: Standing, cures: Cure[]];
const fails = (failed: number, runs = 10) => ({ uncured: { failed, runs } });

const UNCHANGED_RATE: Row[] = [
  ["no cure was found", "refuted", []],
  ["none that was tried cures", "refuted", [cureOf({ holds: false }), cureOf({ cured: { failed: 2, runs: 2 } })]],
  ["what was tried stalls", "unknown", [cureOf({ holds: false }), cureOf({ holds: false, outcome: "stalled" })]],
  ["what would cure would be too long", "unknown", [cureOf({ holds: false, outcome: "not-tried" })]],
  ["it is only delayed", "refuted", [cureOf({ holds: false, outcome: "delayed" })]],
  ["cured, and the rival's cut cures as well", "unknown", [cureOf({ rival: rival(0) })]],
  ["cured, and four of the rival's ten fail", "unknown", [cureOf({ rival: rival(4) })]],
  ["cured, beside no rival", "unknown", [cureOf()]],
  ["the rival's cut cures as well, of what is set back to the usual", "supported", [
    cureOf({ rival: rival(0), restores: true }),
  ]],
  ["cured where all fail, and half of the rival's do", "proven", [cureOf({ rival: rival(5) })]],
  ["set back to the usual where all fail, and half of the rival's do", "proven", [
    cureOf({ rival: rival(5), restores: true }),
  ]],
  ["cured where 8 of 10 fail, and the rival's do", "proven", [cureOf({ rival: rival(5), ...fails(8) })]],
  ["cured where 7 of 10 fail, and the rival's do", "supported", [cureOf({ rival: rival(5), ...fails(7) })]],
  ["cured where all of too few seeds fail", "supported", [cureOf({ rival: rival(5), ...fails(9, 9) })]],
  ["it helps", "unknown", [cureOf(TRIED.some)]],
  ["it helps, and the rival's fail", "unknown", [cureOf({ ...TRIED.some, rival: rival(10) })]],
  ["what is set back to the usual helps", "supported", [cureOf(TRIED["restored some"])]],
  ["the second change is the one that cures", "proven", [cureOf({ holds: false }), cureOf({ rival: rival(9) })]],
  ["what is set back helps, where another cures as the rate does", "supported", [
    cureOf(TRIED["restored half"]),
    cureOf(TRIED["cured, as the rate"]),
  ]],
];

for (const [says, standing, cures] of UNCHANGED_RATE) {
  Deno.test(`${says}: ${standing}`, () => {
    const tried = cures.map(experiment);
    assertEquals(standingOf("preconditioner-decay", suspicion(), { tried, found: CASE }), standing);
  });
}

Deno.test("what the numbers speak against is refuted, whatever cures", () => {
  const tried = [experiment(cureOf({ rival: rival(10), restores: true }))];
  for (const mechanism of MECHANISMS) {
    assertEquals(standingOf(mechanism, suspicion({ plausible: false }), { tried, found: CASE }), "refuted");
  }
});

/** A cure at a rate; the case's is .1. */
const atRate = (rate: number, fields: Partial<Cure> = {}) => cureOf({ config: quadraticConfig(at(rate)), ...fields });
/** Of a case whose largest stable rate is foreseen to be .05, unless other evidence is given. */
const standingOfRate = (cures: Cure[], evidence: Suspicion["evidence"] = { predictedBound: 0.05 }) =>
  standingOf("rate-above-bound", suspicion({ evidence }), { tried: cures.map(experiment), found: CASE });

Deno.test("the rate is proven by failing above the predicted bound, and holding at it or below", () => {
  assertEquals([standingOfRate([atRate(0.05)]), standingOfRate([atRate(0.01)])], ["proven", "proven"]);
  assertEquals(standingOfRate([atRate(0.06)]), "supported", "it holds above the bound as well");
  assertEquals(standingOfRate([atRate(0.06), atRate(0.04)]), "proven");
  assertEquals(standingOfRate([atRate(0.06), atRate(0.04, { holds: false })]), "supported");
});

Deno.test("without a bound, or with one that the case's own rate is not above, a rate is supported", () => {
  assertEquals(standingOfRate([atRate(0.04)], { largestRatio: 0.3 }), "supported");
  assertEquals(standingOfRate([atRate(0.04)], { predictedBound: 0.1 }), "supported");
  assertEquals(standingOfRate([atRate(0.04)], { predictedBound: 0.099 }), "proven");
});

Deno.test("a rate is proven by a pair in which enough un-cured runs fail and the cured ones do not; else supported, or refuted", () => {
  assertEquals(standingOfRate([atRate(0.04, fails(8))]), "proven");
  assertEquals(standingOfRate([atRate(0.04, fails(7))]), "supported");
  assertEquals(standingOfRate([atRate(0.04, fails(9, 9))]), "supported");
  assertEquals(standingOfRate([atRate(0.04, { cured: { failed: 3, runs: 10 } })]), "supported");
  assertEquals(standingOfRate([atRate(0.04, { holds: false })]), "refuted");
  assertEquals(standingOfRate([]), "refuted");
});
