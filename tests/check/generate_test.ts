import { assertEquals } from "@std/assert";
import { PROPERTIES, type TrainingConfig, type Verdict } from "../../mod.ts";
import { emptyTally } from "../../src/check/case.ts";
import type { Executor } from "../../src/check/executor.ts";
import { generate } from "../../src/check/generate.ts";
import { defaultRule, holds, inconclusive, violated } from "../../src/core/mod.ts";

const GENERATION = {
  property: PROPERTIES.find(({ name }) => name === "no-leak")!,
  rule: defaultRule("sgd"),
  loss: "cross-entropy",
  seed: 5,
  runs: 10,
} as const;
const HOLDS = holds({}), SKIP = inconclusive("nothing to see"), BAD = violated("leak", { witness: "", evidence: {} });

/** Generates cases of which the k-th is judged as is said; those begun later end first. */
async function generated(jobs: number, verdictOf: (k: number) => Verdict) {
  const begun: TrainingConfig[] = [], ends: (() => void)[] = [];
  let counted = 0, dropped: AbortSignal | undefined;
  const executor: Executor = {
    jobs,
    async run(_, config, options) {
      const verdict = verdictOf(begun.push(config) - 1);
      dropped = options?.dropped;
      await new Promise<void>((end) => ends.unshift(end));
      return { config, runs: [], verdict, tally: emptyTally() };
    },
    close() {},
  };
  const timer = setInterval(() => ends.shift()?.());
  const { failure, ...result } = await generate(GENERATION, { executor, onCase: () => counted++ });
  clearInterval(timer);
  const found = failure && { path: failure.path, config: begun.indexOf(failure.case.config) };
  return { result, found, counted, begun: begun.length, dropped: dropped!.aborted };
}

Deno.test("as many cases are run as are asked for, if all of them hold", async () => {
  for (const jobs of [1, 3, 20]) {
    const { result, counted, begun } = await generated(jobs, () => HOLDS);
    assertEquals([result, counted, begun], [{ judged: 10, skipped: 0, known: 0 }, 10, 10]);
  }
});

Deno.test("cases that say nothing are replaced, up to five for each that is asked for", async () => {
  for (const jobs of [1, 3]) {
    const some = await generated(jobs, (k) => k % 2 ? HOLDS : SKIP);
    assertEquals([some.result, some.counted], [{ judged: 10, skipped: 10, known: 0 }, 20]);
    const { result, counted } = await generated(jobs, (k) => k === 1 ? HOLDS : SKIP);
    const inconclusive = "51 cases said nothing (nothing to see), 1 of 10 were judged";
    assertEquals([result, counted], [{ judged: 1, skipped: 51, known: 0, inconclusive }, 52]);
  }
});

Deno.test("the first violation in the order of the cases is found, and those that ran ahead do not count", async () => {
  for (const jobs of [1, 3]) {
    const run = await generated(jobs, (k) => [SKIP, HOLDS, HOLDS, BAD, BAD, BAD][k]);
    assertEquals(run, {
      result: { judged: 3, skipped: 1, known: 0 },
      found: { path: "3", config: 3 },
      counted: 4,
      begun: 3 + jobs,
      dropped: true,
    });
  }
});
