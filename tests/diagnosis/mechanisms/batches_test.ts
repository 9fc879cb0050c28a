import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  type ClassifierConfig,
  type OwnConfig,
  parseTrainingConfig,
  type TrainingConfig,
} from "../../../src/core/mod.ts";
import { Laboratory, type Setup } from "../../../src/diagnosis/laboratory.ts";
import { batches } from "../../../src/diagnosis/mechanisms/batches.ts";
import { at, observationOf, outcomeOf, quadraticConfig } from "../_observation.ts";

/** Fails with every other order, or with none of them. */
class Orders extends Laboratory {
  readonly asked: TrainingConfig[] = [];
  constructor(readonly fail: boolean) {
    super({});
  }
  override run({ config }: Setup) {
    this.asked.push(config);
    return Promise.resolve(outcomeOf(this.fail ? [1, 9] : [1, 0.1]));
  }
}

const configOf = (fields: object) =>
  parseTrainingConfig<object>({ optimizer: at(0.1), data: { samples: 32, length: 4 }, ...fields }) as ClassifierConfig;
const examine = async (config: TrainingConfig, lab: Laboratory) =>
  await batches.examine(observationOf([], { onset: 40, config }), lab);

Deno.test("other orders are tried with the same weights, data and rate; where none fails, the order is to blame", async () => {
  const config = configOf({ batchSize: 4 }),
    lab = new Orders(false),
    { evidence, changes } = await examine(config, lab);
  assertEquals(evidence.otherOrdersFailed, 0);
  assertEquals(evidence.otherOrders, lab.asked.length);
  const orders = lab.asked.map(({ ...asked }) => {
    const { batchOrder, ...rest } = asked as ClassifierConfig;
    assertEquals(rest as unknown, config);
    return JSON.stringify(batchOrder);
  });
  assertEquals(evidence.jumpAt, undefined);
  assertEquals(new Set(orders).size, lab.asked.length);
  assertEquals(changes[0].intervention, "another order");
  const failing = await examine(config, new Orders(true));
  assertEquals(failing.evidence.otherOrdersFailed, lab.asked.length);
  assert(failing.changes.every(({ intervention }) => intervention !== "another order"));
});

Deno.test("larger batches up to all samples, the least change first", async () => {
  const { changes } = await examine(configOf({ batchSize: 2 }), new Orders(true));
  const sizes = changes.map(({ setup: { config } }) => (config as ClassifierConfig).batchSize);
  assertEquals(sizes.at(-1), "full");
  const counted = sizes.map((size) => size === "full" ? 32 : size);
  assert(counted.every((size, i) => size > (i === 0 ? 2 : counted[i - 1])));
});

Deno.test("batches of one or two samples are unusual, larger ones are not", async () => {
  const restored = async (batchSize: number) =>
    new Set((await examine(configOf({ batchSize }), new Orders(true))).changes.map(({ restores }) => restores));
  assertEquals(await restored(1), new Set([true as const]));
  assertEquals(await restored(2), new Set([true as const]));
  assertEquals(await restored(3), new Set([undefined]));
});

Deno.test("samples that come by class are to be reshuffled, as is usual; no other order of them is tried", async () => {
  const lab = new Orders(true), { changes } = await examine(configOf({ batchSize: 4, batchOrder: "by-class" }), lab);
  assertEquals([changes[0].restores, (changes[0].setup.config as ClassifierConfig).batchOrder], [true, "reshuffled"]);
  assertEquals(lab.asked, []);
});

Deno.test("of a problem of one's own larger batches are tried, and no order, as nobody knows its samples", async () => {
  const own = (batchSize: number | "full") =>
    parseTrainingConfig({ problem: "own" as const, name: "mine", optimizer: at(0.1) as { kind: "sgd" }, batchSize });
  const lab = new Orders(true), { plausible, says, changes } = await examine(own(3), lab);
  assertEquals([plausible, lab.asked], [true, []]);
  assertStringIncludes(says, "sees 3 samples");
  assertEquals(changes.map(({ setup: { config } }) => (config as OwnConfig).batchSize), [12, 48, "full"]);
  const many = (await examine(own(10_000), lab)).changes.map(({ setup: { config } }) =>
    (config as OwnConfig).batchSize
  );
  assertEquals(many, [40_000, "full"], "a config may name 65,536 samples");
  assertEquals((await examine(own("full"), lab)).plausible, false);
});

Deno.test("where every step sees all samples there is nothing to it", async () => {
  for (const config of [configOf({ batchSize: "full" }), configOf({ batchSize: 32 }), quadraticConfig(at(0.1))]) {
    assertEquals((await examine(config, new Orders(false))).plausible, false);
  }
});
