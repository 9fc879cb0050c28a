import { assert, assertEquals } from "@std/assert";
import { type ClassifierConfig, parseTrainingConfig } from "../../../src/core/mod.ts";
import { Laboratory } from "../../../src/diagnosis/laboratory.ts";
import { unlearnableTask } from "../../../src/diagnosis/mechanisms/unlearnable_task.ts";
import { at, observationOf, quadraticConfig } from "../_observation.ts";

const STUCK = Array(40).fill(1);
const examine = async (data: object, loss = STUCK) => {
  const config = parseTrainingConfig({
    optimizer: at(0.1),
    data: "source" in data ? data : { length: 6, classes: 4, ...data },
  });
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

Deno.test("noise louder than the signals is unusual, and sequences of two steps; what is less can be looked into all the same", async () => {
  const restored = async (data: object, intervention: string) => {
    const { changes } = await examine(data), tried = changes.filter((change) => change.intervention === intervention);
    return new Set(tried.map(({ restores }) => restores));
  };
  assertEquals(await restored({ noise: 1.1 }, "less noise"), new Set([true as const]));
  assertEquals(await restored({ noise: 1 }, "less noise"), new Set([undefined]));
  assertEquals(await restored({ noise: 0.2 }, "less noise"), new Set(), "the signals are seen");
  assertEquals(await restored({ length: 2 }, "longer sequences"), new Set([true as const]));
  assertEquals(await restored({ length: 3 }, "longer sequences"), new Set([undefined]));
});

Deno.test("longer sequences are tried from the next length on; of long ones without noise it is refuted", async () => {
  const lengths = async (length: number) =>
    (await examine({ length })).changes.map(({ setup }) => (setup.config as ClassifierConfig).data.length);
  assertEquals([await lengths(2), await lengths(8), await lengths(23)], [[4, 8, 12, 24], [12, 24], [24]]);
  assertEquals((await examine({ length: 24, noise: 0.3 })).plausible, false);
  assertEquals((await examine({ length: 24, noise: 0.4 })).plausible, true);
});

Deno.test("of one's own data nothing is known", async () => {
  const data = { source: "own", name: "x.csv", digest: "0".repeat(64), samples: 4, length: 4, features: 1, classes: 2 };
  const { plausible, evidence } = await examine(data);
  assertEquals([plausible, evidence.chance], [false, 0.5]);
});

Deno.test("what learned before it failed is learnable; of other problems nothing is known", async () => {
  const rising = [...Array.from({ length: 30 }, (_, t) => 1 / (1 + t)), ...Array(10).fill(9)];
  assertEquals((await examine({ noise: 5 }, rising)).plausible, false);
  const quadratic = observationOf([], { onset: 40, config: quadraticConfig(at(0.1)), loss: STUCK });
  assertEquals((await unlearnableTask.examine(quadratic, new Laboratory({}))).plausible, false);
});
