import { assert, assertAlmostEquals, assertEquals, assertGreaterOrEqual } from "@std/assert";
import { absoluteRate, type QuadraticConfig, type TrainingConfig } from "../../src/core/mod.ts";
import { restoring } from "../../src/diagnosis/changes.ts";
import { tryChange } from "../../src/diagnosis/experiment.ts";
import { Laboratory, withFreshSeed } from "../../src/diagnosis/laboratory.ts";
import { atLowerRate } from "../../src/diagnosis/mechanisms/rate_above_bound.ts";
import { cures, helps } from "../../src/diagnosis/standing.ts";
import { at, outcomeOf, quadraticConfig } from "./_observation.ts";
import { caseOf, change, CONFIG, failing, holding, isOther, OTHER, Scripted, SEEDS, stuck } from "./_scripted.ts";

const isOwn = ({ seed }: QuadraticConfig) => seed === CONFIG.seed;

Deno.test("a change that holds is tried on the same fresh seeds, un-cured and cured, and counts every run", async () => {
  const lab = new Scripted((config) => isOther(config) ? holding() : failing(20));
  const { cure } = await tryChange(change(OTHER), caseOf(), lab);
  assertEquals([cure.holds, cure.outcome, cure.uncured, cure.cured], [
    true,
    "cured",
    { failed: SEEDS, runs: SEEDS },
    { failed: 0, runs: SEEDS },
  ]);
  const [own, ...pairs] = lab.asked;
  assertEquals(own, OTHER);
  assertEquals(
    pairs,
    Array.from({ length: SEEDS }, (_, k) => [withFreshSeed(CONFIG, k), withFreshSeed(OTHER, k)]).flat(),
  );
});

Deno.test("it is over as soon as more than half of the cured runs failed", async () => {
  const lab = new Scripted((config) => isOther(config) && isOwn(config) ? holding() : failing(20));
  const { cure } = await tryChange(change(OTHER), caseOf(), lab);
  assertEquals([cure.holds, cure.outcome, cure.cured], [true, "not-cured", { failed: 6, runs: 6 }]);
  assertEquals(lab.asked.length, 1 + 2 * 6);
});

Deno.test("with half of them it is of help, and every seed is tried", async () => {
  const bad = Array.from({ length: SEEDS / 2 }, (_, k) => withFreshSeed(OTHER, k).seed);
  const lab = new Scripted((config) => isOther(config) && !bad.includes(config.seed) ? holding() : failing(20));
  const { cure } = await tryChange(change(OTHER), caseOf(), lab);
  assertEquals([cure.outcome, cure.cured], ["not-cured", { failed: SEEDS / 2, runs: SEEDS }]);
  assert(helps(cure, caseOf()) && !cures(cure, caseOf()));
});

Deno.test("what sets back to the usual says so as a cure, whether it cures or not; nothing else does", async () => {
  for (const lab of [new Scripted(holding), new Scripted(() => failing(20))]) {
    assertEquals((await tryChange(restoring(change(OTHER)), caseOf(), lab)).cure.restores, true);
    assertEquals("restores" in (await tryChange(change(OTHER), caseOf(), lab)).cure, false);
  }
});

Deno.test("one failure of ten is still cured, two are not, and every seed is tried", async () => {
  for (const [most, outcome] of [[1, "cured"], [2, "not-cured"]] as const) {
    const bad = Array.from({ length: most }, (_, k) => withFreshSeed(OTHER, k).seed);
    const lab = new Scripted((config) => isOther(config) && !bad.includes(config.seed) ? holding() : failing(20));
    const { cure } = await tryChange(change(OTHER), caseOf(), lab);
    assertEquals([cure.outcome, cure.cured], [outcome, { failed: most, runs: SEEDS }]);
  }
});

Deno.test("a change of backend is told, of the changed runs; else there is none", async () => {
  const lab = new Scripted(holding), other = change(OTHER);
  const { cure } = await tryChange({ ...other, setup: { ...other.setup, backend: "cpu" } }, caseOf(), lab);
  assertEquals(cure.backend, "cpu");
  assertEquals("backend" in (await tryChange(other, caseOf(), lab)).cure, false);
});

Deno.test("a change whose run would be too long is not tried", async () => {
  const lab = new Scripted(holding), { cure, outcome } = await tryChange(atLowerRate(CONFIG, 0.4 / 1e4), caseOf(), lab);
  assertEquals([cure.holds, cure.outcome, cure.cured.runs, outcome, lab.asked], [false, "not-tried", 0, undefined, []]);
});

Deno.test("what fails with the case's own seeds needs no others: not cured, or delayed if it fails much later", async () => {
  for (const [onset, outcome] of [[20, "not-cured"], [60, "delayed"]] as const) {
    const lab = new Scripted(() => failing(onset)), { cure } = await tryChange(change(OTHER), caseOf(), lab);
    assertEquals([cure.holds, cure.outcome, cure.uncured.runs, cure.cured.runs], [false, outcome, 0, 0]);
    assertEquals(lab.asked.length, 1);
  }
  // It no longer rises, but learns nothing.
  assertEquals((await tryChange(change(OTHER), caseOf(), new Scripted(stuck))).cure.outcome, "stalled");
});

Deno.test("a lower rate is tried at equal rate x steps, on its own and on fresh seeds, over the case's horizon", async () => {
  for (const horizon of [1, 4]) {
    for (const rate of [0.2, 0.1, 0.13]) {
      const lab = new Scripted((config) => absoluteRate(config) < 0.4 ? holding() : failing(20));
      const lower = atLowerRate(CONFIG, rate), { cure } = await tryChange(lower, caseOf({ horizon }), lab);
      const way = (config: TrainingConfig) => absoluteRate(config) * config.steps;
      assertEquals(cure.outcome, "cured");
      assertEquals(cure.config, lower.setup.config);
      // Over the horizon, its own seeds over the case's steps as well.
      const [own, ...others] = lab.asked, asked = horizon === 1 ? lab.asked : [own, ...others.slice(1)];
      for (const config of asked) {
        assertGreaterOrEqual(way(config), horizon * way(CONFIG) * (1 - 1e-12));
        assert(way(config) < 1.02 * horizon * way(CONFIG), `${config.steps} steps at ${absoluteRate(config)}`);
      }
      assertEquals(asked.length, 1 + 2 * SEEDS);
      if (horizon > 1) assertEquals(others[0], lower.setup.config);
    }
  }
});

Deno.test("a cure holds over the case's own steps, too, whose evaluations stand closer", async () => {
  for (const [steps, holds] of [[100, false], [400, false], [0, true]] as const) {
    // Of its own seeds, over so many steps, it fails.
    const lab = new Scripted((config) =>
      isOther(config) && !(isOwn(config) && config.steps === steps) ? holding() : failing(20)
    );
    const { cure, outcome } = await tryChange(change(OTHER), caseOf({ horizon: 4 }), lab);
    assertEquals([cure.holds, cure.outcome], [holds, holds ? "cured" : "not-cured"]);
    assertEquals(outcome!.fails, steps === 400, "the outcome is that over the horizon");
    assertEquals(lab.asked.slice(0, 2).map((config) => config.steps), [400, 100]);
  }
});

Deno.test("a run that is stable by a narrow margin does not hold, over the horizon or the case's own steps", async () => {
  // Back from a rise to just under what would be one.
  const narrow = outcomeOf([8, 4, 2, 1, 1.65, 1.65, 1.65, 1.65]);
  assertEquals([narrow.fails, narrow.truth.borderline], [false, true]);
  for (const [horizon, steps] of [[1, 100], [4, 100], [4, 400]]) {
    const lab = new Scripted((config) => {
      if (!isOther(config)) return failing(20);
      return isOwn(config) && config.steps === steps ? narrow : holding();
    });
    const { cure } = await tryChange(change(OTHER), caseOf({ horizon }), lab);
    assertEquals([cure.holds, cure.outcome, cure.cured.runs], [false, "not-cured", 0]);
  }
});

Deno.test("of a run that has learned nothing, one that has barely learned holds", async () => {
  const barely = outcomeOf([8, 7, 6, 5.5, 5.5]);
  assertEquals([barely.fails, barely.truth.borderline], [false, true]);
  const lab = new Scripted((config) => !isOther(config) ? stuck() : isOwn(config) ? barely : holding());
  const { cure } = await tryChange(change(OTHER), caseOf({ outcome: stuck(), onset: 100 }), lab);
  assertEquals([cure.holds, cure.outcome], [true, "cured"]);
});

Deno.test("the size of a change is |ln| of the factor on the mean length of the steps before the onset", async () => {
  const size = async (factor: (t: number) => number) => {
    const own = Array.from({ length: 22 }, (_, t) => 1 + t);
    const lab = new Scripted((config) =>
      isOther(config) ? failing(60, own.map((norm, t) => norm * factor(t))) : holding()
    );
    return (await tryChange(change(OTHER), caseOf({ outcome: failing(20, own) }), lab)).cure.size;
  };
  assertAlmostEquals(await size(() => 2), Math.LN2, 1e-12);
  assertAlmostEquals(await size(() => 1 / 2), Math.LN2, 1e-12);
  assertAlmostEquals(await size(() => 1), 0, 1e-12);
  // Twice as long half the time; what comes after the onset does not count, nor what is no number.
  assertAlmostEquals(await size((t) => t % 2 ? 2 : 1), Math.LN2 / 2, 1e-12);
  assertAlmostEquals(await size((t) => t < 20 ? 2 : 100), Math.LN2, 1e-12);
  assertAlmostEquals(await size((t) => t === 3 ? NaN : 2), Math.LN2, 1e-12);
});

Deno.test("trained: twice the rate of gradient descent is a first step twice as long, of size ln 2", async () => {
  const lab = new Laboratory({ backend: "wasm" }),
    config = quadraticConfig(at(2.2)),
    outcome = await lab.run({ config });
  const found = caseOf({ config, outcome, onset: 1 }), doubled = quadraticConfig(at(4.4));
  assertAlmostEquals((await tryChange(change(doubled), found, lab)).cure.size, Math.LN2, 1e-5);
});

Deno.test("costs are medians: the loss at the end, the steps to the un-cured run's best, where that was", async () => {
  const lab = new Scripted((config) => isOther(config) ? outcomeOf([8, 4, 2, 1, 0.5, 0.25]) : failing(4));
  const { cure } = await tryChange(change(OTHER), caseOf({ outcome: failing(4), onset: 4 }), lab);
  // The un-cured one is at 8/4 at step 3, the cured one at step 2.
  assertEquals(cure.cost, { finalLoss: 0.25, stepsToUncuredBest: 2, uncuredStepOfBest: 3 });
  const worse = new Scripted((config) => isOther(config) ? outcomeOf([8, 4, 3]) : failing(4));
  const { cure: never } = await tryChange(change(OTHER), caseOf({ outcome: failing(4), onset: 4 }), worse);
  assertEquals(never.cost.stepsToUncuredBest, null);
});
