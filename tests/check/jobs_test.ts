import { assert, assertEquals, assertGreater, assertRejects } from "@std/assert";
import {
  type CheckEvent,
  type CheckOptions,
  checkStability,
  InputError,
  PROPERTIES,
  type RunDetails,
} from "../../mod.ts";
import { jobsFor, openExecutor } from "../../src/check/jobs.ts";
import { Pool } from "../../src/check/pool.ts";
import { moduleOf, plain } from "./_subjects.ts";

const BASE = { profile: "ci", store: false, seed: 3, runs: 2 } as const;

/** What a check says and gives, but for the time it took. */
async function outcome(options: CheckOptions): Promise<{ details: Omit<RunDetails, "elapsed">; events: CheckEvent[] }> {
  const events: CheckEvent[] = [];
  const { elapsed, ...details } = await checkStability({ ...BASE, ...options, onEvent: (event) => events.push(event) });
  assertGreater(elapsed, 0);
  return { details, events };
}

/** The same for any number of jobs; tried with these. */
async function sameForAny(options: CheckOptions, numbers = [2, 3]): Promise<RunDetails["results"]> {
  const one = await outcome({ ...options, jobs: 1 });
  for (const jobs of numbers) assertEquals(await outcome({ ...options, jobs }), one);
  return one.details.results;
}

Deno.test("any number of jobs: a check that holds, with a known defect and a claim that is not made", async () => {
  const results = await sameForAny({
    optimizers: ["sgd", "rmsprop-centered"],
    properties: ["descends", "scaling", "replays"],
  });
  const outcomes = ["holds", "known", "holds", "not-applicable", "holds", "holds"];
  assertEquals(results.map(({ outcome }) => outcome), outcomes);
});

Deno.test("any number of jobs: the same counterexample, shrunk by the same steps, and the later results stand", async () => {
  const properties = ["no-leak", "descends", "replays"];
  const results = await sameForAny({ module: moduleOf("flipped"), like: "sgd", properties });
  assertEquals(results.map(({ outcome }) => outcome), ["holds", "violated", "holds"]);
  assertEquals(results[1].failure!.shrinking!.ended, "minimal");
  assertGreater(results[1].failure!.shrinking!.shrinks, 2);
});

Deno.test("any number of jobs: the same counterexample, found after cases that held", async () => {
  const rates = { low: 0.3, high: 30 };
  const [result] = await sameForAny({ optimizers: ["sgd"], properties: ["learns"], rates, maxShrinks: 5 });
  assertEquals([result.outcome, result.failure!.record.path], ["violated", `${result.judged - 1}`]);
  assertGreater(result.judged, 1);
});

Deno.test("any number of jobs: cases that say nothing are replaced, until there are too many", async () => {
  const [some] = await sameForAny({ module: moduleOf("timid"), like: "sgd", properties: ["descends"], runs: 1 }, [3]);
  assert(some.outcome === "holds" && some.skipped > 3, `${some.outcome} ${some.skipped}`);
  const [all] = await sameForAny({ module: moduleOf("lazy"), like: "sgd", properties: ["descends"], runs: 1 }, [3]);
  assertEquals([all.outcome, all.judged, all.skipped], ["inconclusive", 0, 51]);
});

Deno.test("any number of jobs: what an optimizer throws first is passed on", async () => {
  for (const jobs of [1, 3]) {
    const events: string[] = [];
    const check = checkStability({
      ...BASE,
      jobs,
      module: moduleOf("throwing"),
      properties: ["no-leak", "replays", "descends"],
      onEvent: ({ kind }) => kind === "result" && events.push(kind),
    });
    await assertRejects(() => check, RangeError, "out of luck");
    assertEquals(events, ["result"]);
  }
});

Deno.test("a function is run here alone, whatever the number of jobs", async () => {
  let made = 0;
  const optimizer: typeof plain = (spec) => {
    made++;
    return plain(spec);
  };
  const { trainings } = await checkStability({ ...BASE, optimizer, properties: ["no-leak"], jobs: 8 });
  assertEquals([made, trainings], [4, 4]);
});

Deno.test("unfit options are refused", async () => {
  const messages: [CheckOptions, string][] = [
    [{ jobs: 0 }, "jobs: must be a whole number from 1 to 256: it is 0"],
    [{ jobs: 1.5 }, "jobs: must be a whole number from 1 to 256: it is 1.5"],
    [{ caseTimeout: 0 }, "caseTimeout: must be a number of seconds above 0: it is 0"],
    [{ caseTimeout: NaN }, "caseTimeout: must be a number of seconds above 0: it is NaN"],
    [{ optimizer: plain, module: moduleOf("plain") }, "module: must be left out beside optimizer"],
  ];
  for (const [options, message] of messages) {
    const error = await assertRejects(
      () => checkStability({ ...BASE, properties: ["no-leak"], ...options }),
      InputError,
    );
    assertEquals(error.message, message);
  }
});

Deno.test("workers are used for several jobs, and for a module always", async () => {
  const common = { backend: { name: "wasm" }, subject: { module: moduleOf("plain"), name: "mine" } } as const;
  const { subject: _, ...builtIn } = common, optimizer = plain;
  const kinds: [Parameters<typeof openExecutor>[0], boolean][] = [
    [{ ...builtIn, jobs: 1 }, false],
    [{ ...builtIn, jobs: 2 }, true],
    [{ ...common, jobs: 1 }, true],
    [{ ...builtIn, jobs: 2, optimizer }, false],
  ];
  for (const [options, pooled] of kinds) {
    const executor = await openExecutor(options);
    executor.close();
    assertEquals([executor instanceof Pool, executor.jobs], [pooled, pooled ? options.jobs : 1]);
  }
});

Deno.test("the default: a job for each core, fewer where there is little to do, one on a GPU", () => {
  const property = PROPERTIES.find(({ name }) => name === "no-leak")!, cores = navigator.hardwareConcurrency;
  const jobs = (cases: number, name: "wasm" | "webgpu" = "wasm") =>
    jobsFor(undefined, { backend: { name }, work: [{ property, cases }] });
  assertEquals([jobs(10), jobs(1e6), jobs(1e6, "webgpu")], [1, Math.min(cores, 256), 1]);
  // Two workers are worth starting for 10000 steps of training; a case has 12.5 on average.
  assertEquals([jobs(799), jobs(800)], [1, Math.min(cores, 2)]);
});
