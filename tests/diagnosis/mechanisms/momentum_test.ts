import { assert, assertEquals } from "@std/assert";
import { Laboratory } from "../../../src/diagnosis/laboratory.ts";
import { momentum } from "../../../src/diagnosis/mechanisms/momentum.ts";
import { at, observationOf, quadraticConfig, ratiosOf } from "../_observation.ts";

const STEPS = [0, 10, 20, 30, 40, 50];
const examine = async (kind: string, numbers: object, curvature = 100) => {
  const config = quadraticConfig(at(0.1, kind, numbers)), ratios = ratiosOf(STEPS, { curvature: () => curvature });
  return await momentum.examine(observationOf(ratios, { onset: 45, config }), new Laboratory({}));
};

Deno.test("momentum of 1 and more grows by itself; below, it is told how many steps a gradient acts for", async () => {
  for (const kind of ["momentum", "nesterov", "rmsprop"]) {
    assertEquals((await examine(kind, { momentum: 1.05 })).evidence, { momentum: 1.05, memory: "grows" });
    const { plausible, evidence } = await examine(kind, { momentum: 0.984375 });
    assertEquals([plausible, evidence], [true, { momentum: 0.984375, memory: 64 }]);
  }
});

Deno.test("what is tried are lower ones, at the same rate, down to the usual and below, the least change first", async () => {
  const { changes } = await examine("momentum", { momentum: 0.96 });
  const tried = changes.map(({ restores, setup: { config: { optimizer } } }) => {
    assertEquals([restores, optimizer.learningRate], [true, { absolute: 0.1 }]);
    return (optimizer as { momentum: number }).momentum;
  });
  assert(tried.includes(0.9) && tried.every((value) => value < 0.96));
  assertEquals(tried, tried.toSorted((a, b) => b - a));
});

Deno.test("the usual and less is refuted, and a rule without", async () => {
  for (
    const [kind, numbers] of [["momentum", { momentum: 0.9 }], ["nesterov", { momentum: 0.5 }], ["sgd", {}], [
      "adagrad",
      {},
    ]] as const
  ) {
    assertEquals((await examine(kind, numbers)).plausible, false, kind);
  }
});

Deno.test("Adam with little beta1 has a lower bound: suspected where pi was above 1", async () => {
  const { plausible, evidence, changes } = await examine("adam", { beta1: 0 });
  assertEquals([plausible, evidence], [true, { beta1: 0, bound: 2 }]);
  assertEquals(changes.map(({ change }) => change), ["beta1 0 -> 0.9"]);
  assertEquals((await examine("adam", { beta1: 0 }, 1)).plausible, false);
  assertEquals((await examine("adam", { beta1: 0.9 })).plausible, false);
});

Deno.test("Adam's bound is told beside the usual one, once where it is that", async () => {
  const said = async (beta1: number) => (await examine("adam", { beta1 })).says;
  assertEquals(
    await said(0.5),
    "With beta1 0.5 the bound on rate x curvature is 6; with the usual 0.9 it is 38.",
  );
  assertEquals(await said(0.9), "With beta1 0.9 the bound on rate x curvature is 38, as is usual.");
});
