import { assertEquals } from "@std/assert";
import type { TrainingConfig } from "../../src/core/mod.ts";
import { withFreshSeed } from "../../src/diagnosis/laboratory.ts";
import { atLowerRate } from "../../src/diagnosis/mechanisms/rate_above_bound.ts";
import { type Case, fitting, horizonOf } from "../../src/diagnosis/pairs.ts";
import { at, quadraticConfig } from "./_observation.ts";
import { caseOf, CONFIG, failing, holding, Scripted, stuck } from "./_scripted.ts";

Deno.test("the horizon: the config's own steps if most seeds fail over those; else as many more as that takes", async () => {
  const failingOver = (steps: number) => new Scripted((config) => config.steps >= steps ? failing(20) : holding());
  const { horizon: _, ...found } = caseOf();
  assertEquals(await horizonOf(found, failingOver(1)), 1);
  assertEquals(await horizonOf(found, failingOver(101)), 4);
  assertEquals(await horizonOf(found, failingOver(401)), 16);
  // Most is enough, even if more would fail later.
  const most = new Scripted(({ steps, seed }) =>
    seed === withFreshSeed(CONFIG, 3).seed && steps === 100 ? holding() : failing(20)
  );
  assertEquals(await horizonOf(found, most), 1);
  // No seed ever fails: there is nothing to wait for.
  assertEquals(await horizonOf(found, failingOver(1e9)), 1);
});

Deno.test("the horizon of what learns nothing, and under a schedule, which its steps are a part of, is its own", async () => {
  const { horizon: _, ...found } = caseOf(), lab = new Scripted(holding);
  assertEquals(await horizonOf({ ...found, outcome: stuck() }, lab), 1);
  const schedule = { kind: "exponential", factor: 30 };
  assertEquals(await horizonOf({ ...found, config: quadraticConfig(at(0.1, "sgd", { schedule })) }, lab), 1);
  assertEquals(lab.asked, []);
});

/** Steps of both sides of a pair, the second at a rate so many times lower. */
function stepsAt(times: number, fields: Partial<Case> = {}): { uncured: number; cured: number } | undefined {
  const lower = atLowerRate(CONFIG, 0.4 / times).setup,
    pair = fitting({ uncured: { config: CONFIG }, cured: lower }, caseOf(fields));
  const steps = ({ config }: { config: TrainingConfig }) => config.steps;
  return pair && { uncured: steps(pair.uncured), cured: steps(pair.cured) };
}

Deno.test("a pair runs over the horizon, at equal rate x steps, as long as that is not too many steps", () => {
  assertEquals(stepsAt(1), { uncured: 100, cured: 100 });
  assertEquals(stepsAt(120), { uncured: 100, cured: 12_000 });
  assertEquals(stepsAt(30, { horizon: 4 }), { uncured: 400, cured: 12_000 });
  // A long one may take four times its own.
  assertEquals(stepsAt(4, { horizon: 64 }), { uncured: 6400, cured: 25_600 });
});

Deno.test("beyond, un-cured runs are cut to twice the onset, and cured ones to as much, but not below the case's own", () => {
  assertEquals(stepsAt(200), { uncured: 40, cured: 8000 });
  assertEquals(stepsAt(10, { horizon: 16 }), { uncured: 40, cured: 1600 });
  assertEquals(stepsAt(300), { uncured: 40, cured: 12_000 });
  assertEquals(stepsAt(301), undefined);
  // A late onset leaves nothing to cut.
  assertEquals(stepsAt(121, { onset: 50 }), undefined);
});

Deno.test("what has learned nothing keeps its own steps; its cured runs have no more than may be", () => {
  assertEquals(stepsAt(1000, { outcome: stuck(), onset: 100 }), { uncured: 100, cured: 12_000 });
  assertEquals(stepsAt(10, { outcome: stuck(), onset: 100 }), { uncured: 100, cured: 1000 });
});

Deno.test("where a step costs much, runs are twenty times shorter", async () => {
  const outcome = failing(20), costly = { ...outcome, trace: { ...outcome.trace, kernel: "composed" as const } };
  const failingOver = (steps: number) => new Scripted((config) => config.steps >= steps ? failing(20) : holding());
  const { horizon: _, ...found } = caseOf({ outcome: costly });
  assertEquals(await horizonOf(found, failingOver(101)), 4);
  // 16 x 100 steps are too many, and nothing fails over 4 x 100.
  assertEquals(await horizonOf(found, failingOver(401)), 1);
  assertEquals(stepsAt(5, { outcome: costly }), { uncured: 100, cured: 500 });
  assertEquals(stepsAt(10, { outcome: costly }), { uncured: 40, cured: 400 });
  assertEquals(stepsAt(10), { uncured: 100, cured: 1000 });
});
