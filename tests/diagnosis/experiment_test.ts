import { assert, assertAlmostEquals, assertEquals, assertGreaterOrEqual } from "@std/assert";
import { absoluteRate, type QuadraticConfig, type TrainingConfig } from "../../src/core/mod.ts";
import { type Case, horizonOf, rivalFails, tryAbove, tryChange, tryRival } from "../../src/diagnosis/experiment.ts";
import { Laboratory, type Outcome, type Setup, withFreshSeed } from "../../src/diagnosis/laboratory.ts";
import type { Change } from "../../src/diagnosis/mechanism.ts";
import { atLowerRate } from "../../src/diagnosis/mechanisms/rate_above_bound.ts";
import { at, outcomeOf, quadraticConfig } from "./_observation.ts";

const CONFIG = quadraticConfig(at(0.4), { steps: 100 }), SEEDS = 10;

/** Falls to 0, or falls and then leaves at a step. */
const holding = () => outcomeOf([8, 4, 2, 1]);
const failing = (onset: number, updateNorm?: number[]) =>
  outcomeOf([...Array.from({ length: onset }, (_, t) => 8 / (1 + t)), 100, 100], { updateNorm });

/** Trains nothing: what comes of a config is written down beforehand. What was asked for is kept. */
class Scripted extends Laboratory {
  readonly asked: TrainingConfig[] = [];
  readonly #script: (config: QuadraticConfig) => Outcome;

  constructor(script: (config: QuadraticConfig) => Outcome) {
    super({});
    this.#script = script;
  }

  override run({ config }: Setup): Promise<Outcome> {
    this.asked.push(config);
    return Promise.resolve(this.#script(config as QuadraticConfig));
  }
}

const caseOf = (fields: Partial<Case> = {}): Case => ({
  config: CONFIG,
  outcome: failing(20),
  onset: 20,
  seeds: SEEDS,
  horizon: 1,
  ...fields,
});
const change = (config: TrainingConfig): Change => ({
  intervention: "other",
  change: "one -> other",
  setup: { config },
});
/** A config that can be told from the un-cured one, and is as long. */
const OTHER: QuadraticConfig = { ...CONFIG, quadratic: { ...CONFIG.quadratic, condition: 7 } };
const isOther = ({ quadratic }: QuadraticConfig) => quadratic.condition === 7;
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

Deno.test("it is over as soon as more cured runs failed than may", async () => {
  const lab = new Scripted((config) => isOther(config) && isOwn(config) ? holding() : failing(20));
  const { cure } = await tryChange(change(OTHER), caseOf(), lab);
  assertEquals([cure.holds, cure.outcome, cure.cured], [true, "not-cured", { failed: 2, runs: 2 }]);
  assertEquals(lab.asked.length, 1 + 2 * 2);
});

Deno.test("what fails with the case's own seeds needs no others: not cured, or delayed if it fails much later", async () => {
  for (const [onset, outcome] of [[20, "not-cured"], [60, "delayed"]] as const) {
    const lab = new Scripted(() => failing(onset)), { cure } = await tryChange(change(OTHER), caseOf(), lab);
    assertEquals([cure.holds, cure.outcome, cure.uncured.runs, cure.cured.runs], [false, outcome, 0, 0]);
    assertEquals(lab.asked.length, 1);
  }
  const stuck = new Scripted(() => outcomeOf(Array(50).fill(8)));
  assertEquals((await tryChange(change(OTHER), caseOf(), stuck)).cure.outcome, "not-cured");
});

Deno.test("a lower rate is tried at equal rate x steps, on its own and on fresh seeds, over the case's horizon", async () => {
  for (const horizon of [1, 4]) {
    for (const rate of [0.2, 0.1, 0.13]) {
      const lab = new Scripted((config) => absoluteRate(config) < 0.4 ? holding() : failing(20));
      const { cure } = await tryChange(atLowerRate(CONFIG, rate), caseOf({ horizon }), lab);
      const way = (config: TrainingConfig) => absoluteRate(config) * config.steps;
      assertEquals(cure.outcome, "cured");
      assertEquals(cure.config, lab.asked[0]);
      for (const asked of lab.asked) {
        assertGreaterOrEqual(way(asked), horizon * way(CONFIG) * (1 - 1e-12));
        assert(way(asked) < 1.02 * horizon * way(CONFIG), `${asked.steps} steps at ${absoluteRate(asked)}`);
      }
    }
  }
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

Deno.test("a rival is the rate cut by the factor of the change's size, no less than a tenth, at equal rate x steps", async () => {
  const lab = new Scripted(() => failing(20)), found = caseOf();
  const { cure } = await tryChange(
    change(OTHER),
    found,
    new Scripted((config) => isOther(config) ? holding() : failing(20)),
  );
  for (const [size, factor] of [[Math.log(4), 4], [0, 1.1]]) {
    lab.asked.length = 0;
    const rival = await tryRival({ ...cure, size }, found, lab);
    for (const asked of lab.asked) {
      assertAlmostEquals(absoluteRate(asked), 0.4 / factor, 1e-12);
      assertGreaterOrEqual(absoluteRate(asked) * asked.steps, 40 * (1 - 1e-12));
    }
    assert(rivalFails(rival, found), "all of its runs failed");
  }
});

Deno.test("a rival is over once it is known: half of its runs failed, or can fail no more", async () => {
  const found = caseOf(), { cure } = await tryChange(change(OTHER), found, new Scripted(holding));
  const lost = await tryRival(cure, found, new Scripted(() => failing(20)));
  assertEquals([lost.cured, rivalFails(lost, found)], [{ failed: 5, runs: 5 }, true]);
  const cures = await tryRival(cure, found, new Scripted(holding));
  assertEquals([cures.cured, rivalFails(cures, found)], [{ failed: 0, runs: 6 }, false]);
  let run = 0;
  const half = await tryRival(cure, found, new Scripted(() => run++ % 2 ? failing(20) : holding()));
  assertEquals([half.cured, rivalFails(half, found)], [{ failed: 5, runs: 10 }, true]);
});

Deno.test("above: the first higher rate at which most of the fresh seeds fail; none if none is", async () => {
  const failingFrom = (rate: number) =>
    new Scripted((config) => absoluteRate(config) >= rate ? failing(20) : holding());
  const near = await tryAbove(caseOf(), failingFrom(1)), far = await tryAbove(caseOf(), failingFrom(3));
  assertEquals([near?.uncured, far?.uncured], [{ failed: SEEDS, runs: SEEDS }, { failed: SEEDS, runs: SEEDS }]);
  assert(near!.change !== far!.change);
  assertEquals(await tryAbove(caseOf(), failingFrom(1e6)), undefined);
});

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
  assertEquals(await horizonOf({ ...found, outcome: outcomeOf(Array(50).fill(8)) }, lab), 1);
  const schedule = { kind: "exponential", factor: 30 };
  assertEquals(await horizonOf({ ...found, config: quadraticConfig(at(0.1, "sgd", { schedule })) }, lab), 1);
  assertEquals(lab.asked, []);
});
