import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import {
  boundary,
  checkCase,
  checkStability,
  InputError,
  type OwnConfig,
  parseTrainingConfig,
  replay,
} from "../../mod.ts";
import { loadProblem } from "../../src/check/mod.ts";
import { bowl, hilltop, line, sunken } from "./_problems.ts";
import { flipped, lazy, leaking, moduleOf } from "./_subjects.ts";

const BASE = { profile: "ci", store: false, runs: 1, backend: "cpu" } as const;
const here = (name: string) => `${import.meta.resolve("./_problems.ts")}#${name}`;

Deno.test("what makes sense on a problem of one's own holds, the rest is left out with its reason", async () => {
  const { outcome, results, problem } = await checkStability({
    ...BASE,
    problem: bowl,
    optimizers: ["sgd", "momentum"],
  });
  assertEquals([outcome, problem], ["holds", "bowl"]);
  const of = (kind: string) =>
    Object.fromEntries(
      results.filter(({ rule }) => rule.kind === kind).map((
        { property, outcome, reason },
      ) => [property.name, reason ?? outcome]),
    );
  const judge = "it judges the judge, on curves of classifiers", exact = "claimed of quadratics, whose bound is exact";
  const sgd = {
    "true-gradient": "holds",
    "replays": "holds",
    "order": "it permutes the samples of a data set",
    "scaling": "it scales the built-in loss",
    "no-leak": "holds",
    "quadratic-edge": exact,
    "adam-crossing": "not-applicable",
    "bounded-descent": "holds",
    "descends": "holds",
    "learns": "nobody knows whether it can be learned, and how fast",
    "no-late-rise": "claimed of classifiers at rates that are known to suit them",
    "bounded-rise": "holds",
    "detects-divergence": judge,
    "past-the-bound": judge,
  };
  assertEquals(of("sgd"), sgd);
  assertEquals(of("momentum"), { ...sgd, "bounded-descent": "not-applicable", "past-the-bound": "not-applicable" });
});

Deno.test("rates are multiples of the bound at the start, which the config keeps: 2 over sharpness 8", async () => {
  const { results: [{ failure }] } = await checkStability({
    ...BASE,
    problem: bowl,
    optimizer: flipped,
    like: "sgd",
    properties: ["descends"],
  });
  const { bound, optimizer } = failure!.record.config as OwnConfig,
    { absolute } = optimizer.learningRate as { absolute: number };
  assert(Math.abs(bound! - 0.25) < 1e-4, `${bound}`);
  assert(absolute < 0.031 * bound! && absolute > 0.0004 * bound!);
});

Deno.test("a planted fault is found, shrunk in steps and rate, and replays with the problem only", async () => {
  const options = { ...BASE, optimizer: flipped, like: "sgd", properties: ["descends"], seed: 3 } as const;
  const { results: [{ failure }] } = await checkStability({ ...options, problem: line, problemName: here("line") });
  const { record, original, shrinking } = failure!, config = record.config as OwnConfig;
  assertEquals([shrinking!.ended, config.problem, config.name, config.batchSize], [
    "minimal",
    "own",
    here("line"),
    "full",
  ]);
  assert(config.steps <= original.steps);
  assertEquals((await replay(record, { subject: flipped, problem: line })).reproduced, true);
  await assertRejects(() => replay(record, { subject: flipped }), InputError, "pass --problem=FILE#EXPORT");
});

Deno.test("mini-batches become full ones where the fault shows there as well", async () => {
  const options = { ...BASE, optimizer: leaking, like: "sgd", properties: ["no-leak"], runs: 6, seed: 2 } as const;
  const { results: [{ failure }] } = await checkStability({ ...options, problem: line });
  const { steps, batchSize } = failure!.record.config as OwnConfig;
  assertEquals([steps, batchSize], [5, "full"]);
});

Deno.test("in workers, subject and problem by module, all is the same", async () => {
  const names = { problemName: here("line"), name: moduleOf("flipped") };
  const options = { ...BASE, ...names, like: "sgd", properties: ["replays", "descends"], maxShrinks: 10 } as const;
  const { results } = await checkStability({ ...options, problem: line, optimizer: flipped });
  const modules = { problemModule: here("line"), module: moduleOf("flipped") };
  assertEquals((await checkStability({ ...options, ...modules, jobs: 2 })).results, results);
  // One of them a function: this thread runs both.
  assertEquals(
    (await checkStability({ ...options, ...modules, module: undefined, optimizer: flipped })).results,
    results,
  );
  assertEquals(
    (await checkStability({ ...options, ...modules, problemModule: undefined, problem: line })).results,
    results,
  );
});

Deno.test("a loss that falls below 0, and one that does not fall for an optimizer that does nothing, say nothing", async () => {
  const options = { ...BASE, optimizers: ["sgd"], properties: ["descends"], runs: 1 } as const;
  const low = await checkStability({ ...options, problem: sunken });
  assertEquals(low.outcome, "inconclusive");
  assertStringIncludes(low.results[0].reason!, "the loss falls below 0: add a constant");
  const still = await checkStability({ ...options, optimizers: undefined, optimizer: lazy, problem: bowl });
  assertEquals(still.outcome, "inconclusive");
});

Deno.test("where no stable rate can be measured nothing is said, and an interrupt is told as one", async () => {
  const options = { ...BASE, problem: hilltop, optimizers: ["sgd", "adam"], properties: ["descends"] } as const;
  for (const { outcome, reason } of (await checkStability(options)).results) {
    assertEquals(outcome, "inconclusive");
    assertStringIncludes(
      reason!,
      "no stable rate could be measured at the start: without a positive curvature there is none",
    );
  }
  const { results } = await checkStability({ ...options, signal: AbortSignal.abort() });
  assertStringIncludes(results[0].reason!, "aborted after 0 of ");
});

Deno.test("stored failures are tried again on their own problem only", async () => {
  const store = await Deno.makeTempDir(),
    options = { ...BASE, store, optimizer: flipped, like: "sgd", properties: ["descends"], maxShrinks: 2 } as const;
  const first = (await checkStability({ ...options, problem: bowl })).results[0].failure!;
  const again = (await checkStability({ ...options, problem: bowl })).results[0];
  assertEquals([again.judged, again.failure!.file], [1, first.file]);
  const other = (await checkStability({ ...options, problem: line, problemName: "line" })).results[0];
  assert(other.failure!.file !== first.file);
  await Deno.remove(store, { recursive: true });
});

Deno.test("checkCase shrinks a config of one's own, and says what is not claimed of it", async () => {
  const config = parseTrainingConfig({
    ...{ problem: "own" as const, name: "line", steps: 77, batchSize: 4 },
    optimizer: { kind: "subject", name: "mine", like: "sgd", learningRate: { absolute: 0.001 } },
  });
  const options = {
    maxShrinks: 100,
    shrinkTime: 60,
    store: false,
    backend: "cpu",
    subject: leaking,
    problem: line,
  } as const;
  const { outcome, reasons, failure } = await checkCase(config, { ...options, properties: ["order", "no-leak"] });
  assertEquals(outcome, "violated");
  assertEquals(reasons[0], "order: not claimed of a problem of one's own: it permutes the samples of a data set");
  const { steps, batchSize } = failure!.record.config as OwnConfig;
  assertEquals([steps, batchSize], [5, "full"]);
});

Deno.test("with mini-batches the boundary is that of five seeds", async () => {
  const optimizer = { kind: "sgd", learningRate: { absolute: 0.1 } } as const;
  const config = parseTrainingConfig({ problem: "own" as const, name: "line", steps: 40, batchSize: 5, optimizer });
  assertEquals((await boundary(config, { problem: line, backend: "cpu", tolerance: 0.5 })).intervals.length, 5);
  const { intervals } = await boundary({ ...config, batchSize: "full" }, {
    problem: line,
    backend: "cpu",
    tolerance: 0.5,
  });
  assertEquals(intervals.length, 1);
});

Deno.test("options that contradict each other, and modules that hold no problem, are refused", async () => {
  const fault = async (options: object) =>
    (await assertRejects(() => checkStability({ ...BASE, ...options }), InputError)).message;
  assertEquals(
    await fault({ problem: bowl, problemModule: here("bowl") }),
    "problemModule: must be left out beside problem",
  );
  const { ownData } = await import("../../mod.ts"), data = await ownData({ sequences: [[1], [2]], labels: [0, 1] });
  assertEquals(
    await fault({ problem: bowl, data }),
    "data: must be left out beside a problem of one's own: it has what it needs",
  );
  const cells = { problemModule: here("bowl"), cells: ["gru"] };
  assertStringIncludes(await fault(cells), "cells: must be left out beside a problem of one's own");
  assertStringIncludes(await fault({ problemModule: here("none") }), "problemModule: must name an exported function: ");
  const { message } = await assertRejects(() => loadProblem(here("nothing"), { backend: "cpu" }), InputError);
  assertStringIncludes(message, "problem: must give a Problem, such as fromFunction and fromLayersModel do");
});
