import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { InputError, PROPERTIES, type StabilityProperty, type TrainingConfig } from "../../mod.ts";
import { trainingConfigs } from "../../src/arbitraries/mod.ts";
import { type Case, runCase } from "../../src/check/case.ts";
import { draws } from "../../src/check/draws.ts";
import { resolved } from "../../src/check/resolve.ts";
import { Pool, type PoolOptions } from "../../src/check/pool.ts";
import { digestsOf } from "../../src/check/replay.ts";
import { defaultRule, type RuleSpec } from "../../src/core/mod.ts";
import { moduleOf } from "./_subjects.ts";

function property(name: string): StabilityProperty {
  return PROPERTIES.find((property) => property.name === name)!;
}

function configs(name: string, { rule, count }: { rule: RuleSpec; count: number }): TrainingConfig[] {
  const values = draws(trainingConfigs({ rule, scope: property(name).scope }), 5);
  return Array.from({ length: count }, () => resolved(values.next().value));
}

/** A training of a subject, of so many steps: those of more than 20 are in for trouble. */
function ofSubject(steps: number): TrainingConfig {
  const [config] = configs("no-leak", { rule: { kind: "subject", name: "mine", like: "sgd" }, count: 1 });
  return { ...config, steps };
}

/** Uses a pool of subjects of `_subjects.ts`, or of tf.train, and closes it. */
async function withPool(
  { subject, ...options }: Partial<Omit<PoolOptions, "subject">> & { subject?: string },
  use: (pool: Pool) => Promise<void>,
): Promise<void> {
  const module = subject && { subject: { module: moduleOf(subject), name: "mine" } };
  const pool = new Pool({ jobs: 1, backend: "wasm", caseTimeout: 60, ...options, ...module });
  try {
    await use(pool);
  } finally {
    pool.close();
  }
}

function said({ verdict, lost, cut }: Case): unknown {
  return [verdict.kind === "violated" ? verdict.witness : verdict.kind, lost, cut];
}

Deno.test("what a worker says is what this thread says, and the traces of a violation are the same to the bit", () =>
  withPool({ jobs: 2 }, async (pool) => {
    const cases = [
      ...configs("descends", { rule: defaultRule("rmsprop-centered"), count: 6 }).map((config) => ["descends", config]),
      ...configs("detects-divergence", { rule: defaultRule("adam"), count: 4 }).map((c) => ["detects-divergence", c]),
    ] as [string, TrainingConfig][];
    const theirs = await Promise.all(cases.map(([name, config]) => pool.run(property(name), config)));
    for (const [i, [name, config]] of cases.entries()) {
      const ours = await runCase(property(name), config, { backend: "wasm" });
      const sent = ours.verdict.kind === "violated" ? ours : { ...ours, runs: [] };
      assertEquals(theirs[i], sent);
      assertEquals(await digestsOf(theirs[i]), await digestsOf(sent));
    }
    assert(theirs.some(({ runs }) => runs[0]?.trace.ending.kind === "non-finite"), "no NaN was on the way");
  }));

Deno.test("a worker that crashes costs its own case alone, and is replaced", async () => {
  const witnesses = { forgetful: "RangeError: forgotten", exiting: "it ended itself, as Deno.exit does" };
  for (const [subject, why] of Object.entries(witnesses)) {
    await withPool({ subject, jobs: 2 }, async (pool) => {
      const steps = [10, 30, 12, 30, 14], run = (steps: number) => pool.run(property("no-leak"), ofSubject(steps));
      const cases = await Promise.all(steps.map(run));
      const lost = [`its worker crashed: ${why}`, "crashed", undefined], held = ["holds", undefined, undefined];
      assertEquals(cases.map(said), [held, lost, held, lost, held]);
      assertEquals(said(await run(15)), held);
    });
  }
});

Deno.test("a worker that hangs costs its own case alone, and is replaced", () =>
  withPool({ subject: "hanging", caseTimeout: 1 }, async (pool) => {
    const cases = await Promise.all([10, 30, 12].map((steps) => pool.run(property("no-leak"), ofSubject(steps))));
    const lost = ["it did not end within 1 s: its worker hung", "hung", undefined];
    assertEquals(cases.map(said), [["holds", undefined, undefined], lost, ["holds", undefined, undefined]]);
  }));

Deno.test("a case that waits behind one that costs the worker is run by another", () =>
  withPool({ subject: "hanging", caseTimeout: 1 }, async (pool) => {
    // The first is short, so that the next one is followed by another on its way.
    assertEquals((await pool.run(property("no-leak"), ofSubject(10))).verdict.kind, "holds");
    const cases = await Promise.all([30, 12, 14].map((steps) => pool.run(property("no-leak"), ofSubject(steps))));
    assertEquals(cases.map(({ lost, verdict }) => lost ?? verdict.kind), ["hung", "holds", "holds"]);
  }));

Deno.test("cases run at the same time: one that does not end keeps no other from it", () =>
  withPool({ subject: "hanging", jobs: 2 }, async (pool) => {
    const endless = pool.run(property("no-leak"), ofSubject(30));
    for (const steps of [10, 12]) {
      assertEquals((await pool.run(property("no-leak"), ofSubject(steps))).verdict.kind, "holds");
    }
    pool.close();
    assertEquals((await endless).cut, "aborted");
  }));

Deno.test("what a subject throws is passed on, and its worker goes on", () =>
  withPool({ subject: "throwing" }, async (pool) => {
    await assertRejects(() => pool.run(property("no-leak"), ofSubject(30)), RangeError, "out of luck");
    assertEquals((await pool.run(property("no-leak"), ofSubject(10))).verdict.kind, "holds");
  }));

Deno.test("stopped, it cuts what runs, what waits and what comes", async () => {
  const stop = new AbortController();
  await withPool({ subject: "hanging", signal: stop.signal, caseTimeout: Infinity }, async (pool) => {
    await pool.start();
    const cases = [30, 10].map((steps) => pool.run(property("no-leak"), ofSubject(steps)));
    stop.abort();
    cases.push(pool.run(property("no-leak"), ofSubject(10)));
    assertEquals((await Promise.all(cases)).map(({ cut, runs }) => [cut, runs.length]), Array(3).fill(["aborted", 0]));
  });
  await withPool({ subject: "hanging", deadline: performance.now() + 1, caseTimeout: Infinity }, async (pool) => {
    assertEquals((await pool.run(property("no-leak"), ofSubject(30))).cut, "deadline");
  });
});

Deno.test("a case that was dropped before its turn is not begun", () =>
  withPool({ subject: "throwing" }, async (pool) => {
    const dropped = new AbortController(), first = pool.run(property("no-leak"), ofSubject(10));
    const second = pool.run(property("no-leak"), ofSubject(30), { dropped: dropped.signal });
    dropped.abort();
    assertEquals([(await first).cut, (await second).cut], [undefined, "aborted"]);
  }));

Deno.test("a subject that cannot be loaded there is named before the work", async () => {
  const cases: [string, string][] = [
    [import.meta.resolve("./_none.ts") + "#plain", "module: cannot be loaded: Module not found"],
    [moduleOf("plian"), "module: must name an exported function: "],
    ["plain", "module: must be URL#EXPORT, such as "],
  ];
  for (const [module, message] of cases) {
    const pool = new Pool({ jobs: 1, backend: "wasm", caseTimeout: 60, subject: { module, name: "mine" } });
    assertStringIncludes((await assertRejects(() => pool.start(), InputError)).message, message);
    pool.close();
  }
});
