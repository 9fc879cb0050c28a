import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import {
  checkStability,
  type ClassifierConfig,
  InputError,
  type KnownDefect,
  type OwnData,
  ownData,
  type OwnDataSpec,
  ownDataSpec,
  readOwnData,
  replay,
  type Subject,
  train,
} from "../../mod.ts";
import { parseTrainingConfig } from "../../src/core/mod.ts";
import { flipped, moduleOf } from "./_subjects.ts";

const NAMES = "fixtures/examples/names.jsonl";
const DATA = await readOwnData(NAMES);
const OTHERS = await ownData({ sequences: [[1, 2], [2, 1]], labels: [0, 1] });
const BASE = { profile: "ci", store: false, runs: 1, data: DATA } as const;

Deno.test("a file of one's own is read, with its labels if it is npy; what cannot be read is named", async () => {
  assertEquals([DATA.name, DATA.lengths.length, DATA.features, DATA.classNames], [NAMES, 400, 5, ["female", "male"]]);
  assertEquals(ownDataSpec(DATA).length, 12);
  const fault = async (file: string) => (await assertRejects(() => readOwnData(file), InputError)).message;
  assertEquals(await fault("none\x1b.csv"), "none\\x1b.csv: cannot be read: there is no such file");
  assertEquals(await fault("none.npy"), "none.npy: cannot be read: there is no such file");
  const folder = await Deno.makeTempDir({ suffix: ".csv" });
  assertEquals(await fault(folder), `${folder}: must be a file, which has an end`);
  const large = await Deno.open(`${folder}/large.jsonl`, { create: true, write: true });
  await large.truncate(2 ** 26 + 1);
  large.close();
  assertEquals(
    await fault(`${folder}/large.jsonl`),
    `${folder}/large.jsonl: must be at most 67108864 bytes: it has 67108865`,
  );
  await Deno.writeFile(`${folder}/x.npy`, new Uint8Array(0));
  assertEquals(
    await fault(`${folder}/x.npy`),
    `${folder}/x.labels.npy: cannot be read: there is no such file; the labels of ${folder}/x.npy stand there`,
  );
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a training on one's own data is the same to the bit, and learns", async () => {
  const config = parseTrainingConfig({
    data: { ...ownDataSpec(DATA), samples: 64 },
    model: { cell: "gru", units: 12 },
    steps: 150,
    optimizer: { kind: "adam", learningRate: { absolute: 0.03 } },
  });
  const trace = await train(config, { backend: "wasm", data: DATA });
  assertEquals(await train(config, { backend: "wasm", data: DATA }), trace);
  assert(trace.accuracy.at(-1)! > 0.9, `${trace.accuracy.at(-1)}`);
  await assertRejects(() => train(config, { backend: "wasm" }), InputError, "data: must come with");
  await assertRejects(() => train(config, { backend: "wasm", data: OTHERS }), InputError, "so it is another file");
});

Deno.test("what is claimed of generated data only is left out, with the reason; the others hold", async () => {
  const properties = ["true-gradient", "order", "quadratic-edge", "learns", "no-late-rise", "detects-divergence"];
  const { outcome, results, data } = await checkStability({ ...BASE, optimizers: ["sgd"], properties });
  assertEquals([outcome, data], ["holds", NAMES]);
  const kinds = results.map(({ outcome, reason }) => outcome === "not-applicable" ? reason : outcome);
  const generated = "claimed of generated data only: of others neither size nor difficulty is known";
  assertEquals(kinds, ["holds", "holds", "claimed of quadratics, which have no data", generated, generated, generated]);
});

Deno.test("in workers the same counterexample, on the data, as small as any; it replays with these data only", async () => {
  const options = { ...BASE, like: "sgd", properties: ["descends"] } as const;
  const { results: [here] } = await checkStability({ ...options, optimizer: flipped, name: moduleOf("flipped") });
  const { results: [there] } = await checkStability({ ...options, module: moduleOf("flipped"), jobs: 2 });
  assertEquals(there, here);
  const { record, shrinking } = here.failure!, spec = (record.config as ClassifierConfig).data as OwnDataSpec;
  assertEquals([spec.digest, spec.samples, spec.length, shrinking!.ended], [DATA.digest, 4, 1, "minimal"]);
  assertEquals((await replay(record, { subject: flipped, data: DATA })).reproduced, true);
  const missing = await assertRejects(() => replay(record, { subject: flipped }), InputError);
  assertStringIncludes(missing.message, `"${NAMES}": pass --data=FILE`);
  await assertRejects(() => replay(record, { subject: flipped, data: OTHERS }), InputError, "it is another file");
});

Deno.test("stored failures are tried again on their own data only", async () => {
  const store = await Deno.makeTempDir(), options = { ...BASE, store, like: "sgd", properties: ["descends"] } as const;
  const check = (rest: object) => checkStability({ ...options, optimizer: flipped, maxShrinks: 3, ...rest });
  const first = (await check({})).results[0].failure!, second = (await check({})).results[0];
  assertEquals([second.judged, second.failure!.file], [1, first.file]);
  const generated = (await check({ data: undefined })).results[0].failure!;
  assert(generated.file !== first.file && (generated.record.config as ClassifierConfig).data.source !== "own");
  await Deno.remove(store, { recursive: true });
});

Deno.test("rates are multiples of what is stable at the start of each case, whatever the size of the numbers", async () => {
  for (const scale of [1, 1000]) {
    const data = await scaled(scale), options = { ...BASE, data, properties: ["descends"], maxShrinks: 0 } as const;
    for (const like of ["sgd", "adam"] as const) {
      const { results: [{ failure }] } = await checkStability({ ...options, like, optimizer: uphill(like) });
      const { bound, optimizer: { learningRate } } = failure!.record.config as ClassifierConfig;
      const times = (learningRate as { absolute: number }).absolute / bound!;
      assert(times > 0.0004 && times < 0.0506, `${like} at ${times}`);
    }
  }
});

/** Some sequences, their numbers so many times as large. */
function scaled(scale: number): Promise<OwnData> {
  const { values, classOf } = DATA;
  const sequences = Array.from({ length: 40 }, (_, i) => [...values.slice(10 * i, 10 * i + 10)].map((x) => scale * x));
  return ownData({ sequences, labels: [...classOf.slice(0, 40)] });
}

/** Walks uphill, in a way of which nothing can be measured. */
function uphill(like: "sgd" | "adam"): Subject {
  return ({ learningRate }) => Object.assign(tf.train[like](-learningRate), { getClassName: () => "Mine" });
}

Deno.test("a known defect need not show on one's own data", async () => {
  const { KNOWN_DEFECTS } = await import("../../src/conformance/known_defects.ts"),
    all = KNOWN_DEFECTS as KnownDefect[];
  all.push({ ...all[0], of: ["sgd"], properties: ["no-leak"] });
  try {
    const { outcome } = await checkStability({ ...BASE, optimizers: ["sgd"], properties: ["no-leak"] });
    assertEquals(outcome, "holds");
  } finally {
    all.pop();
  }
});

Deno.test("classes are those of the data", async () => {
  const check = () => checkStability({ ...BASE, classes: [2] });
  await assertRejects(check, InputError, "classes: must be left out beside data: they have theirs");
});
