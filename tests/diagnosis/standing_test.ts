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

const experiment = (cure: Cure, restores = false): Experiment => ({
  change: { intervention: "", change: "", setup: { config } },
  cure: { ...cure, ...restores && { restores } },
});

Deno.test("the best is the first that cures, though one before it helps; else the first that helps; else none", () => {
  const lost = experiment(cureOf({ holds: false })), half = experiment(cureOf({ cured: { failed: 5, runs: 10 } }));
  const some = experiment(cureOf({ cured: { failed: 3, runs: 10 } })), cured = experiment(cureOf());
  assertEquals(bestOf([lost, half, some, cured], CASE), cured);
  assertEquals(bestOf([lost, half, some], CASE), half);
  assertEquals(bestOf([lost], CASE), undefined);
});

Deno.test("what sets back the unusual and but helps goes before a cure whose rival cures as well, or another that helps", () => {
  const helping = { cured: { failed: 3, runs: 10 } }, restored = experiment(cureOf(helping), true);
  const beside = (failed: number) => experiment(cureOf({ rival: rival(failed) }));
  const itself = experiment(cureOf({ rival: rival(0) }), true);
  assertEquals(bestOf([restored, beside(0)], CASE), restored);
  assertEquals(bestOf([restored, beside(10)], CASE), beside(10));
  assertEquals(bestOf([restored, itself], CASE), itself);
  assertEquals(bestOf([experiment(cureOf(helping)), restored], CASE), restored);
});

type Row = [says: string, standing: Standing, tried: { cures: Cure[]; restores?: boolean }];
const fails = (failed: number, runs = 10) => ({ uncured: { failed, runs } });

const UNCHANGED_RATE: Row[] = [
  ["no cure was found", "refuted", { cures: [] }],
  ["none that was tried cures", "refuted", {
    cures: [cureOf({ holds: false }), cureOf({ cured: { failed: 2, runs: 2 } })],
  }],
  ["cured, and the rival's cut cures as well", "unknown", { cures: [cureOf({ rival: rival(0) })] }],
  ["cured, beside no rival", "unknown", { cures: [cureOf()] }],
  ["the rival's cut cures as well, of what is set back to the usual", "supported", {
    cures: [cureOf({ rival: rival(0) })],
    restores: true,
  }],
  ["cured where all fail, and half of the rival's do", "proven", { cures: [cureOf({ rival: rival(5) })] }],
  ["cured where 8 of 10 fail, and the rival's do", "proven", { cures: [cureOf({ rival: rival(5), ...fails(8) })] }],
  ["cured where 7 of 10 fail, and the rival's do", "supported", { cures: [cureOf({ rival: rival(5), ...fails(7) })] }],
  ["cured where all of too few seeds fail", "supported", { cures: [cureOf({ rival: rival(5), ...fails(9, 9) })] }],
  ["it helps", "unknown", { cures: [cureOf({ cured: { failed: 3, runs: 10 } })] }],
  ["what is set back to the usual helps", "supported", {
    cures: [cureOf({ cured: { failed: 3, runs: 10 } })],
    restores: true,
  }],
  ["the second change is the one that cures", "proven", {
    cures: [cureOf({ holds: false }), cureOf({ rival: rival(9) })],
  }],
];

for (const [says, standing, { cures, restores = false }] of UNCHANGED_RATE) {
  Deno.test(`${says}: ${standing}`, () => {
    const tried = cures.map((cure) => experiment(cure, restores));
    assertEquals(standingOf("preconditioner-decay", suspicion(), { tried, found: CASE }), standing);
  });
}

Deno.test("what the numbers speak against is refuted, whatever cures", () => {
  const tried = [experiment(cureOf({ rival: rival(10) }), true)];
  for (const mechanism of MECHANISMS) {
    assertEquals(standingOf(mechanism, suspicion({ plausible: false }), { tried, found: CASE }), "refuted");
  }
});

/** The failing rate is .1; a cure at another, over a bound that was predicted. */
const slower = (rate: number, fields: Partial<Cure> = {}) => cureOf({ config: quadraticConfig(at(rate)), ...fields });
const ofRate = (cures: Cure[], evidence: Suspicion["evidence"] = { predictedBound: 0.05 }) =>
  standingOf("rate-above-bound", suspicion({ evidence }), {
    tried: cures.map((cure) => experiment(cure)),
    found: CASE,
  });

Deno.test("the rate is proven by a bound that was predicted, failing above and holding at it or below", () => {
  assertEquals(ofRate([slower(0.04)]), "proven");
  assertEquals(ofRate([slower(0.05)]), "proven");
  // What holds above the bound already is no witness, the next one is.
  assertEquals(ofRate([slower(0.06), slower(0.04)]), "proven");
});

Deno.test("the rate is supported where it holds above the bound only, or fails below it, or none was predicted", () => {
  assertEquals(ofRate([slower(0.06)]), "supported");
  assertEquals(ofRate([slower(0.04)], { largestRatio: 0.3 }), "supported");
  assertEquals(ofRate([slower(0.04)], { predictedBound: 0.2 }), "supported");
  assertEquals(ofRate([slower(0.04, fails(7))]), "supported");
  assertEquals(ofRate([slower(0.04, fails(9, 9))]), "supported");
  assertEquals(ofRate([slower(0.04, { cured: { failed: 3, runs: 10 } })]), "supported");
  assertEquals(ofRate([slower(0.04, { holds: false })]), "refuted");
});
