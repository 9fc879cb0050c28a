import { assertEquals } from "@std/assert";
import {
  checkCase,
  checkStability,
  type ClassifierConfig,
  type FailureRecord,
  parseFailureRecord,
  parseTrainingConfig,
  PROPERTIES,
  readOwnData,
  replay,
  type StabilityProperty,
  type TrainingConfig,
  type Verdict,
} from "../../mod.ts";
import { canonicalJson } from "../../src/core/mod.ts";
import type { Case } from "../../src/check/case.ts";
import { type Executor, inProcess } from "../../src/check/executor.ts";
import { MOST_TRIES } from "../../src/check/explain.ts";
import { pursue, type PursueOptions } from "../../src/check/pursue.ts";
import { WIDE } from "../_wide_scope.ts";
import { beta2, CONFIG, isInBatches, named } from "./_explained.ts";
import { bowl } from "./_problems.ts";
import { flipped } from "./_subjects.ts";

const BASE = { maxShrinks: 100, maxWork: Infinity, shrinkTime: 60, store: false, backend: "wasm" } as const;
const roleOf = (record: FailureRecord, path: string) => record.explanation!.find(({ field }) => field === path)!;

Deno.test("Adam with beta2 1 divides 0 by 0: beta2 matters, and nothing else", async () => {
  const config = { ...CONFIG, batchSize: "full" as const, steps: 20, optimizer: { ...CONFIG.optimizer, beta2: 1 } };
  const { failure } = await checkCase(config as TrainingConfig, { ...BASE, properties: ["descends"] });
  const { record } = failure!;
  assertEquals([record.failure, named(record.explanation, "matters")], ["non-finite", ["optimizer.beta2"]]);
  assertEquals(roleOf(record, "optimizer.beta2").holds, [0.999]);
  assertEquals(parseFailureRecord(JSON.parse(JSON.stringify(record))), record);
});

Deno.test("a sign turned round: any rate, and no field matters; the same every time, within the budget", async () => {
  const options = { ...BASE, profile: "ci", optimizer: flipped, like: "sgd", properties: ["descends"] } as const;
  let tried = 0;
  const check = () =>
    checkStability({ ...options, onEvent: (event) => tried = event.kind === "explaining" ? event.tried : tried });
  const { results: [{ failure }] } = await check(), { explanation } = failure!.record;
  assertEquals(named(explanation, "matters"), []);
  assertEquals(roleOf(failure!.record, "optimizer.learningRate").role, "any");
  assertEquals(tried, MOST_TRIES);
  assertEquals((await check()).results[0].failure!.record.explanation, explanation);
});

Deno.test("of a quadratic whose momentum is above 1 it is the momentum, and the rate, as above the bound it may grow", async () => {
  const config = parseTrainingConfig({
    problem: "quadratic",
    quadratic: { dimension: 2, condition: 10, largest: 1, rotated: false, seed: 1 },
    steps: 700,
    optimizer: { kind: "momentum", momentum: 1.05, learningRate: { absolute: 2 } },
  });
  const { failure } = await checkCase(config, { ...BASE, properties: ["quadratic-edge"] });
  assertEquals(named(failure!.record.explanation, "matters"), ["optimizer.learningRate", "optimizer.momentum"]);
  assertEquals(named(failure!.record.explanation, "any").includes("quadratic.largest"), true);
});

Deno.test("on one's own data and problem the fields are theirs", async () => {
  const options = {
    profile: "ci",
    store: false,
    runs: 1,
    optimizer: flipped,
    like: "sgd",
    properties: ["descends"],
  } as const;
  const data = await readOwnData("fixtures/examples/names.jsonl");
  const { results: [{ failure: onData }] } = await checkStability({ ...options, data });
  const paths = onData!.record.explanation!.map(({ field }) => field);
  assertEquals(paths.filter((path) => path.startsWith("data.")), ["data.samples", "data.length"]);
  const { results: [{ failure: onProblem }] } = await checkStability({ ...options, backend: "cpu", problem: bowl });
  const fields = ["optimizer.learningRate", "steps", "seed"];
  assertEquals(named(onProblem!.record.explanation, "any"), fields);
  assertEquals(onProblem!.record.explanation!.length, fields.length);
});

/** A property that judges by the config alone: it is violated in the way that is told, if one is. */
function violatedBy(kindOf: (config: TrainingConfig) => string | undefined): StabilityProperty {
  return {
    ...PROPERTIES[0],
    scope: WIDE,
    plan: (config) => [{ config, quantities: [] }],
    judge([{ config }]): Verdict {
      const failure = kindOf(config);
      if (failure === undefined) return { kind: "holds", evidence: {} };
      return { kind: "violated", failure, witness: "it is torn", evidence: {} };
    },
  };
}

const IN_BATCHES = violatedBy((config) => isInBatches(config) ? "torn" : undefined);
const STEADY = violatedBy((config) => beta2(config) > 0.95 ? "torn" : undefined);

/** Pursues a fault; `act` may put another case in the place of the k-th that is run, from 1. */
async function pursued(
  property: StabilityProperty,
  options: Partial<PursueOptions> = {},
  act: (made: Case, k: number) => Case = (made) => made,
) {
  const inner = inProcess({ backend: "wasm" }), found = await inner.run(property, CONFIG);
  let runs = 0;
  const executor: Executor = {
    ...inner,
    run: async (property, config) => act(await inner.run(property, config), ++runs),
  };
  const where = { seed: 1, path: "0", backend: { name: "wasm" } } as const;
  const failure = await pursue(property, found, { ...BASE, ...where, executor, ...options });
  return { failure, runs };
}

Deno.test("a fault of mini-batches: batch size and number of samples matter, and nothing else", async () => {
  const { failure: { record } } = await pursued(IN_BATCHES, { maxShrinks: 40 });
  assertEquals(named(record.explanation, "matters"), ["batchSize", "data.samples"]);
  assertEquals(roleOf(record, "batchSize").holds, ["full"]);
  assertEquals(named(record.explanation, "not-told"), []);
});

Deno.test("another kind of failure is neither this one nor none", async () => {
  const property = violatedBy((config) => (config as ClassifierConfig).model.cell === "rnn" ? "torn" : "worn");
  const { failure: { record } } = await pursued(property);
  assertEquals(named(record.explanation, "matters"), []);
  assertEquals(named(record.explanation, "not-told"), ["model.cell"]);
});

Deno.test("a failure of one config only: every field that was tried matters", async () => {
  const property = violatedBy((config) => canonicalJson(config) === canonicalJson(CONFIG) ? "torn" : undefined);
  const { failure: { record } } = await pursued(property, { maxShrinks: 9 });
  assertEquals([named(record.explanation, "matters").length, named(record.explanation, "any")], [9, []]);
});

Deno.test("as many trainings as shrinking may take, at most 30; none without shrinking", async () => {
  const { failure, runs } = await pursued(IN_BATCHES, { maxShrinks: 3 });
  assertEquals([failure.shrinking!.tried, runs], [3, 1 + 3 + 3]);
  const none = await pursued(IN_BATCHES, { maxShrinks: 0 });
  assertEquals([none.runs, none.failure.record.explanation], [1, undefined]);
});

const cut = (made: Case): Case => ({ ...made, cut: "aborted", verdict: { kind: "inconclusive", reason: "cut" } });
const lost = (made: Case): Case => ({
  ...made,
  lost: "hung",
  verdict: { ...made.verdict, failure: "hung" } as Verdict,
});

Deno.test("interrupted, timed out or with its worker lost, the failure is stored and reported unexplained", async () => {
  const first = (await pursued(STEADY)).failure.shrinking!.tried + 2;
  for (const end of [cut, lost]) {
    const store = await Deno.makeTempDir();
    const { failure, runs } = await pursued(STEADY, { store }, (made, k) => k >= first ? end(made) : made);
    assertEquals([runs, failure.shrinking!.ended, failure.record.explanation], [first, "minimal", undefined]);
    assertEquals(parseFailureRecord(JSON.parse(await Deno.readTextFile(failure.file!))), failure.record);
    await Deno.remove(store, { recursive: true });
  }
  const { failure, runs } = await pursued(STEADY, { shrinkTime: -1 });
  assertEquals([runs, failure.shrinking!.ended, failure.record.explanation], [1, "time", undefined]);
});

Deno.test("it is stored before it is explained, and again with what is told by then", async () => {
  const store = await Deno.makeTempDir(), stored: boolean[] = [], stop = new AbortController();
  const { failure } = await pursued(STEADY, {
    store,
    signal: stop.signal,
    onEvent: (event) => {
      if (event.kind !== "explaining") return;
      stored.push([...Deno.readDirSync(store)].length === 1);
      if (event.tried === 2) stop.abort();
    },
  });
  assertEquals(stored, [true, true]);
  const told = failure.record.explanation!.filter(({ role }) => role !== "not-told");
  assertEquals(told.map(({ field }) => field), ["optimizer.learningRate", "optimizer.beta1"]);
  assertEquals(parseFailureRecord(JSON.parse(await Deno.readTextFile(failure.file!))), failure.record);
  await Deno.remove(store, { recursive: true });
});

Deno.test("a candidate on which the optimizer throws says nothing", async () => {
  const { failure: { record } } = await pursued(STEADY, {}, (made) => {
    if ((made.config as ClassifierConfig).model.cell !== "rnn") throw new RangeError("out of luck");
    return made;
  });
  assertEquals(named(record.explanation, "not-told"), ["model.cell"]);
});

Deno.test("a stored failure keeps its explanation, unless it fails with other bits by now", async () => {
  const store = await Deno.makeTempDir(),
    options = { ...BASE, profile: "ci", like: "sgd", properties: ["descends"] } as const;
  const check = async (optimizer: typeof flipped) =>
    (await checkStability({ ...options, maxShrinks: 12, name: "mine", optimizer, store })).results[0].failure!.record;
  const first = await check(flipped);
  assertEquals([named(first.explanation, "any").length, await check(flipped)], [12, first]);
  const other = await check((spec) => flipped({ ...spec, learningRate: 2 * spec.learningRate }));
  assertEquals([other.config, other.explanation], [first.config, undefined]);
  // It holds the numbers of these bits.
  assertEquals((await replay(other, { subject: flipped })).departures.length, 1);
  await Deno.remove(store, { recursive: true });
});
