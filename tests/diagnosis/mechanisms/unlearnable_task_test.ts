import { assert, assertEquals } from "@std/assert";
import { type ClassifierConfig, parseTrainingConfig } from "../../../src/core/mod.ts";
import { Laboratory } from "../../../src/diagnosis/laboratory.ts";
import { unlearnableTask } from "../../../src/diagnosis/mechanisms/unlearnable_task.ts";
import { at, observationOf, quadraticConfig } from "../_observation.ts";

const STUCK = Array(40).fill(1);
const examine = async (data: object, loss = STUCK) => {
  const config = parseTrainingConfig({ optimizer: at(0.1), data: { length: 6, classes: 4, ...data } });
  return await unlearnableTask.examine(observationOf([], { onset: 40, config, loss }), new Laboratory({}));
};

Deno.test("noise that drowns the signal: told beside chance, and less of it tried down to none", async () => {
  const { plausible, evidence, changes } = await examine({ noise: 5 });
  assert(plausible);
  assertEquals([evidence.chance, evidence.noise, evidence.length], [0.25, 5, 6]);
  const noises = changes.filter(({ intervention }) => intervention === "less noise")
    .map(({ setup }) => ((setup.config as ClassifierConfig).data as { noise: number }).noise);
  assertEquals(noises.at(-1), 0);
  assert(noises.every((noise, i) => noise < (i === 0 ? 5 : noises[i - 1])));
});

Deno.test("without noise there is none to be taken away", async () => {
  const { changes } = await examine({ noise: 0 });
  assert(changes.every(({ intervention }) => intervention !== "less noise"));
});

Deno.test("what learned before it failed is learnable; of other problems nothing is known", async () => {
  const rising = [...Array.from({ length: 30 }, (_, t) => 1 / (1 + t)), ...Array(10).fill(9)];
  assertEquals((await examine({ noise: 5 }, rising)).plausible, false);
  const quadratic = observationOf([], { onset: 40, config: quadraticConfig(at(0.1)), loss: STUCK });
  assertEquals((await unlearnableTask.examine(quadratic, new Laboratory({}))).plausible, false);
});
