import { assert, assertEquals, assertGreater } from "@std/assert";
import { type CheckOptions, checkStability, type RunDetails } from "../../mod.ts";
import { moduleOf } from "./_subjects.ts";

const BASE = {
  profile: "ci",
  store: false,
  seed: 3,
  runs: 2,
  like: "sgd",
  properties: ["replays", "no-leak"],
} as const;

/** What a check gives, but for the time it took. */
async function check(options: CheckOptions): Promise<Omit<RunDetails, "elapsed">> {
  const { elapsed: _, ...details } = await checkStability(options);
  return details;
}

Deno.test("workers that crash or hang are violations, not shrunk and not stored; the other results stand", async () => {
  for (const [subject, lost] of [["exiting", "crashed"], ["hanging", "hung"]]) {
    const store = await Deno.makeTempDir(), options = { ...BASE, module: moduleOf(subject), caseTimeout: 5, store };
    const [one, two] = [await check({ ...options, jobs: 1 }), await check({ ...options, jobs: 2 })];
    assertEquals(two, one);
    assertEquals([one.outcome, ...one.results.map(({ outcome }) => outcome)], ["violated", "violated", "holds"]);
    const { record, ...failure } = one.results[0].failure!;
    assertEquals([record.failure, record.digests, failure.shrinking, failure.flaky], [lost, [], undefined, false]);
    assertGreater(record.config.steps, 20);
    assertEquals([failure.file, [...Deno.readDirSync(store)]], [undefined, []]);
    await Deno.remove(store);
  }
});

Deno.test("a stored failure that now costs its worker is named so, and is not replayed from its file", async () => {
  const store = await Deno.makeTempDir(), options = { ...BASE, properties: ["descends"], name: "mine", store };
  const [{ failure }] = (await check({ ...options, module: moduleOf("flipped"), maxShrinks: 0 })).results;
  const [{ failure: again, judged }] = (await check({ ...options, module: moduleOf("exiting") })).results;
  assertEquals([failure!.record.failure, again!.record.failure, judged], ["rise", "crashed", 1]);
  assertEquals([again!.record.config, again!.file], [failure!.record.config, undefined]);
  await Deno.remove(store, { recursive: true });
});

Deno.test("aborted with workers at work, even hung ones, it keeps what is done and leaves none", async () => {
  const stop = new AbortController();
  const { outcome, results } = await checkStability({
    ...BASE,
    jobs: 2,
    module: moduleOf("hanging"),
    properties: ["no-leak", "replays"],
    signal: stop.signal,
    onEvent: ({ kind }) => kind === "result" && stop.abort(),
  });
  assertEquals([outcome, ...results.map(({ outcome }) => outcome)], ["inconclusive", "holds", "inconclusive"]);
  assert(/^aborted after \d of 4 cases$/.test(results[1].reason!), results[1].reason);
});

Deno.test("a time limit ends hung workers, too", async () => {
  const { results: [{ outcome, reason }] } = await checkStability({
    ...BASE,
    module: moduleOf("hanging"),
    properties: ["replays"],
    timeLimit: 1,
  });
  assertEquals([outcome, reason?.slice(0, 14)], ["inconclusive", "deadline after"]);
});
