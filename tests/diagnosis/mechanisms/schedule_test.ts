import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Laboratory } from "../../../src/diagnosis/laboratory.ts";
import { schedule } from "../../../src/diagnosis/mechanisms/schedule.ts";
import { at, observationOf, quadraticConfig } from "../_observation.ts";

const examine = async (spec: object, onset = 50) => {
  const config = quadraticConfig(at(0.1, "sgd", { schedule: spec }), { steps: 100 });
  return await schedule.examine(observationOf([], { onset, config }), new Laboratory({}));
};

Deno.test("a schedule that has raised the rate by the onset: by how much, and a constant rate as what is usual", async () => {
  for (
    const [spec, factor] of [[{ kind: "exponential", factor: 100 }, 10], [
      { kind: "step", every: 20, factor: 3 },
      9,
    ]] as const
  ) {
    const { plausible, evidence, changes } = await examine(spec);
    assert(plausible);
    assertEquals(evidence.factorAtStart, 1);
    assertAlmostEquals(evidence.factorAtOnset as number, factor, 1e-9);
    assertEquals(changes.length, 1);
    const [{ restores, setup: { config: { optimizer } } }] = changes;
    assertEquals([restores, optimizer.schedule, optimizer.learningRate], [true, { kind: "constant" }, {
      absolute: 0.1,
    }]);
  }
});

Deno.test("at a constant rate it goes on until rate x steps is what it was when the raised one failed, within limits", async () => {
  const stepsOf = async (spec: object, onset?: number) => (await examine(spec, onset)).changes[0].setup.config.steps;
  // Twenty steps each at 1, 3 and 9 times the rate, and ten of the twenty at 27.
  assertEquals(await stepsOf({ kind: "step", every: 20, factor: 3 }, 70), 530);
  // Never fewer than its own, nor more than experiments may take.
  assertEquals(await stepsOf({ kind: "step", every: 20, factor: 3 }, 30), 100);
  assertEquals(await stepsOf({ kind: "step", every: 20, factor: 1000 }, 70), 12_000);
});

Deno.test("a warm-up has raised it, too", async () => {
  const { plausible, evidence } = await examine({ kind: "warm-up", steps: 10 });
  assertEquals([plausible, evidence.factorAtStart, evidence.factorAtOnset], [true, 0.1, 1]);
});

Deno.test("a rate that falls, that has not risen yet, or that is constant is refuted", async () => {
  for (
    const spec of [{ kind: "constant" }, { kind: "cosine" }, { kind: "inverse-time", halfLife: 5 }, {
      kind: "exponential",
      factor: 0.1,
    }]
  ) {
    assertEquals((await examine(spec)).plausible, false);
  }
  assertEquals((await examine({ kind: "step", every: 60, factor: 30 })).plausible, false);
});
