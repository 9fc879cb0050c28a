import { assertEquals } from "@std/assert";
import type { Diagnosis } from "../../src/core/mod.ts";
import { curveOf } from "../../src/diagnosis/curves.ts";
import { explain } from "../../src/diagnosis/explain.ts";
import { withFreshSeed } from "../../src/diagnosis/laboratory.ts";
import { at, observationOf, quadraticConfig } from "./_observation.ts";
import { failing, holding, Scripted, SEEDS } from "./_scripted.ts";

const CONFIG = quadraticConfig(at(0.05, "momentum", { momentum: 1.05 }));

/** Less momentum holds with the case's own seeds, and with all but so many of the fresh ones; nothing else holds at all. */
async function explained(failed: number): Promise<Diagnosis> {
  const bad = Array.from({ length: failed }, (_, k) => withFreshSeed(CONFIG, k).seed);
  const lab = new Scripted(({ optimizer, seed }) =>
    "momentum" in optimizer && optimizer.momentum < 1 && !bad.includes(seed) ? holding() : failing(20)
  );
  const observation = { ...observationOf([], { onset: 20, config: CONFIG }), outcome: failing(20) };
  const diagnosis: Diagnosis = {
    config: CONFIG,
    horizon: 1,
    failure: { judgement: "diverged", onset: 20, evidence: {} },
    mechanism: null,
    standing: "unknown",
    findings: [],
    notes: [],
    curves: { uncured: curveOf(observation.outcome, []) },
    backend: { name: "wasm" },
    tally: lab.tally,
  };
  await explain(diagnosis, observation, { lab, seeds: SEEDS });
  return diagnosis;
}

Deno.test("what cures, where a lower rate does not, is proven, has its curve, and leaves the rest untried", async () => {
  const { mechanism, standing, curves, findings } = await explained(1);
  assertEquals([mechanism, standing, "cured" in curves], ["momentum", "proven", true]);
  const rate = findings.find(({ mechanism }) => mechanism === "rate-above-bound")!;
  assertEquals([rate.standing, rate.cures], ["unknown", []]);
});

Deno.test("what sets back the unusual and but helps is supported; no curve is called cured", async () => {
  const { mechanism, standing, curves, findings } = await explained(3);
  assertEquals([mechanism, standing, "cured" in curves], ["momentum", "supported", false]);
  assertEquals(findings[0].cures[0].cured, { failed: 3, runs: SEEDS });
});

Deno.test("what helps less than half of the seeds is refuted", async () => {
  const { mechanism, findings } = await explained(6);
  assertEquals(mechanism, null);
  assertEquals(findings.find(({ mechanism }) => mechanism === "momentum")!.standing, "refuted");
});
