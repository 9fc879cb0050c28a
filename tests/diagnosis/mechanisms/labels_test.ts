import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { type ClassifierConfig, parseTrainingConfig } from "../../../src/core/mod.ts";
import { makeDataset } from "../../../src/data/mod.ts";
import { Laboratory } from "../../../src/diagnosis/laboratory.ts";
import type { MechanismRule } from "../../../src/diagnosis/mechanism.ts";
import { labelMass, wrongLabels } from "../../../src/diagnosis/mechanisms/labels.ts";
import { at, observationOf, quadraticConfig } from "../_observation.ts";

const configOf = (labels: object, loss = "cross-entropy") =>
  parseTrainingConfig({
    optimizer: at(0.1),
    data: { samples: 40, length: 4, classes: 4, labels },
    loss: { kind: loss },
  });
const examine = async (rule: MechanismRule, config: ClassifierConfig) =>
  await rule.examine(observationOf([], { onset: 9, config }), new Laboratory({}));

Deno.test("rows that do not sum to 1 are counted, with their least and largest sum", async () => {
  const { plausible, evidence } = await examine(labelMass, configOf({ kind: "mass", mass: 1.3, share: 0.25 }));
  assert(plausible);
  assertEquals([evidence.rows, evidence.rowsOff], [40, 10]);
  assertAlmostEquals(evidence.largestSum as number, 1.3, 1e-6);
  assertAlmostEquals(evidence.leastSum as number, 1, 1e-6);
});

Deno.test("renormalised labels are the same rows divided by their sum", async () => {
  const config = configOf({ kind: "mass", mass: 1.3, share: 1 }), { changes } = await examine(labelMass, config);
  const { setup } = changes.find(({ intervention }) => intervention === "renormalised labels")!;
  const [own, renormalised] = [config, setup.config as ClassifierConfig].map(({ data }) => makeDataset(data).labels);
  own.forEach((value, i) => assertAlmostEquals(renormalised[i], value / 1.3, 1e-6));
});

Deno.test("the loss of tf.losses has its true gradient as a cure, too; cross entropy has no other", async () => {
  const losses = async (loss: string) => {
    const { changes } = await examine(labelMass, configOf({ kind: "mass", mass: 1.3, share: 1 }, loss));
    return changes.filter(({ setup }) => (setup.config as ClassifierConfig).loss.kind !== loss).length;
  };
  assertEquals([await losses("tf-losses"), await losses("cross-entropy")], [1, 0]);
});

Deno.test("rows that sum to 1 are refuted: one-hot, smoothed, wrong", async () => {
  for (const labels of [{ kind: "one-hot" }, { kind: "smoothed", smoothing: 0.3 }, { kind: "wrong", share: 1 }]) {
    const { plausible, evidence } = await examine(labelMass, configOf(labels));
    assertEquals([plausible, evidence.rowsOff], [false, 0]);
  }
});

Deno.test("wrong labels are counted, and right ones are the cure", async () => {
  const { plausible, evidence, changes } = await examine(wrongLabels, configOf({ kind: "wrong", share: 0.25 }));
  assertEquals([plausible, evidence.wrong, evidence.share], [true, 10, 0.25]);
  assertEquals(changes.map(({ setup }) => setup.config as unknown), [configOf({ kind: "one-hot" })]);
});

Deno.test("labels that are largest at their own class are refuted, and what has no labels", async () => {
  for (
    const labels of [{ kind: "one-hot" }, { kind: "smoothed", smoothing: 0.3 }, { kind: "mass", mass: 1.3, share: 1 }]
  ) {
    assertEquals((await examine(wrongLabels, configOf(labels))).plausible, false);
  }
  const observation = observationOf([], { onset: 9, config: quadraticConfig(at(0.1)) });
  for (const rule of [labelMass, wrongLabels]) {
    assertEquals((await rule.examine(observation, new Laboratory({}))).plausible, false);
  }
});
