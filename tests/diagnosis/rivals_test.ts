import { assert, assertAlmostEquals, assertEquals, assertGreaterOrEqual } from "@std/assert";
import { absoluteRate } from "../../src/core/mod.ts";
import { restoring } from "../../src/diagnosis/changes.ts";
import { tryChange } from "../../src/diagnosis/experiment.ts";
import { withFreshSeed } from "../../src/diagnosis/laboratory.ts";
import { rivalFails, tryAbove, tryRival } from "../../src/diagnosis/rivals.ts";
import { caseOf, change, CONFIG, failing, holding, isOther, OTHER, Scripted, SEEDS, stuck } from "./_scripted.ts";

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

Deno.test("the rival of what has learned nothing is more steps, at the same rate; of what is set back a lower rate", async () => {
  const found = caseOf({ outcome: stuck(), onset: 50 }), lab = new Scripted(stuck);
  const { cure } = await tryChange(change(OTHER), found, new Scripted(holding)),
    ofSize = { ...cure, size: Math.log(4) };
  const rival = await tryRival(ofSize, found, lab);
  assertEquals(rival, { change: "steps 100 -> 400", cured: { failed: 5, runs: 5 } });
  assertEquals(lab.asked, lab.asked.map((_, k) => withFreshSeed({ ...CONFIG, steps: 400 }, k)));
  const restored = await tryRival({ ...ofSize, restores: true }, found, lab);
  assertEquals(restored.change, "learningRate 0.4 -> 0.1");
});

Deno.test("where something unusual is set back the rival is the rate, of what has learned nothing as well", async () => {
  const found = caseOf({ outcome: stuck(), onset: 100 }), lab = new Scripted(stuck);
  const { cure } = await tryChange(restoring(change(OTHER)), found, new Scripted(holding));
  const rival = await tryRival({ ...cure, size: Math.log(4) }, found, lab);
  assertEquals(rival, { change: "learningRate 0.4 -> 0.1", cured: { failed: 5, runs: 5 } });
  assertEquals(lab.asked.map((config) => [absoluteRate(config), config.steps]), Array(5).fill([0.1, 400]));
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
  assertEquals([near!.change, far!.change], ["learningRate 0.4 -> 1.2", "learningRate 0.4 -> 4"]);
  assertEquals(await tryAbove(caseOf(), failingFrom(1e6)), undefined);
});
