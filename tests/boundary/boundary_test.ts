import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertLessOrEqual,
  assertRejects,
} from "@std/assert";
import { boundary, InputError, parseTrainingConfig, type RateRun, type TrainingConfig } from "../../mod.ts";

const QUADRATIC = parseTrainingConfig({
  problem: "quadratic" as const,
  quadratic: { dimension: 3, largest: 4 },
  steps: 1000,
  optimizer: { kind: "sgd", learningRate: { absolute: 1e-3 } },
});
const CLASSIFIER = parseTrainingConfig({
  steps: 150,
  data: { samples: 16, length: 8, classes: 3 },
  model: { units: 6 },
  optimizer: { kind: "adam", learningRate: { absolute: 0.01 } },
});

/** What a result must be, whatever was looked for. */
function assertSound(found: Awaited<ReturnType<typeof boundary>>, tolerance: number): void {
  for (const { seed, stable, unstable } of found.intervals) {
    const outcome = (rate?: number) => found.runs.find((run) => run.seed === seed && run.rate === rate)?.outcome;
    assertEquals([outcome(stable), outcome(unstable)], ["stable", "unstable"]);
    assert(stable! < unstable! && unstable! - stable! <= tolerance * unstable!);
  }
}

Deno.test("a quadratic: the interval holds the exact bound; its own rate, and the order of the seeds, do not matter", async () => {
  const found = await boundary(QUADRATIC, { backend: "wasm" }), [{ stable, unstable }] = found.intervals;
  assertSound(found, 0.02);
  assert(stable! <= 0.5 && unstable! >= 0.5);
  assertEquals([found.ended, found.theory, found.band], ["found", { exact: 0.5, converged: true }, undefined]);
  const other = { ...QUADRATIC, optimizer: { ...QUADRATIC.optimizer, learningRate: { absolute: 7 } } };
  assertEquals((await boundary(other, { backend: "wasm" })).intervals, found.intervals);
});

Deno.test("growth and decay that are clear end a run early", async () => {
  const { runs } = await boundary(QUADRATIC, { backend: "wasm" });
  // At the bound itself nothing grows or decays.
  const off = runs.filter(({ rate }) => Math.abs(rate - 0.5) > 1e-3);
  assertGreater(off.length, 5);
  assert(off.every(({ steps, reason }) => steps < 1000 && (reason === "growth" || reason === "decay")));
});

Deno.test("a classifier: the theory beside it is measured, at the start and along the run", async () => {
  const told: RateRun[] = [], found = await boundary(CLASSIFIER, { backend: "wasm", onRun: (run) => told.push(run) });
  assertSound(found, 0.02);
  assertEquals(told, found.runs);
  const { exact, atStart, along } = found.theory;
  assertEquals(exact, undefined);
  assertGreater(atStart!, 0);
  assertLessOrEqual(along!, atStart!);
  assertEquals(found.intervals, (await boundary(CLASSIFIER, { backend: "wasm" })).intervals);
});

Deno.test("mini-batches: five seeds, each with an interval; the band reaches from the smallest unstable rate to the largest stable", async () => {
  const found = await boundary({ ...CLASSIFIER, batchSize: 4 }, { backend: "wasm", tolerance: 0.1 });
  assertSound(found, 0.1);
  assertEquals(found.intervals.map(({ seed }) => seed), [1, 2, 3, 4, 5]);
  const { low, high } = found.band!;
  for (const { rate, outcome } of found.runs) {
    if (rate < low) assertEquals(outcome, "stable");
    if (rate > high) assertEquals(outcome, "unstable");
  }
  assertLess(low, high);
});

Deno.test("where every rate is stable, it says so", async () => {
  const still: TrainingConfig = { ...QUADRATIC, quadratic: { ...QUADRATIC.quadratic, largest: 1e-12 }, steps: 5 };
  const { optimizer } = parseTrainingConfig({ optimizer: { kind: "adagrad", learningRate: { absolute: 1e-30 } } });
  const found = await boundary({ ...still, optimizer: { ...optimizer, clip: { kind: "global-norm", max: 1e-30 } } }, {
    backend: "cpu",
  });
  assertEquals([found.ended, found.intervals[0].unstable, found.runs.length], ["open", undefined, 12]);
});

Deno.test("aborted, it keeps the runs that are done", async () => {
  const stop = new AbortController();
  let count = 0;
  const onRun = () => ++count === 3 && stop.abort();
  const found = await boundary(QUADRATIC, { backend: "wasm", signal: stop.signal, onRun });
  assertEquals([found.ended, found.runs.length, found.intervals], ["aborted", 3, []]);
});

Deno.test("options that are not what they must be are named", async () => {
  for (const tolerance of [0, 1, NaN, -1]) {
    await assertRejects(
      () => boundary(QUADRATIC, { tolerance }),
      InputError,
      "tolerance: must be a number above 0 and",
    );
  }
  for (const seeds of [0, 101, 1.5]) {
    await assertRejects(
      () => boundary(QUADRATIC, { seeds }),
      InputError,
      "seeds: must be a whole number from 1 to 100",
    );
  }
  assertAlmostEquals((await boundary(QUADRATIC, { backend: "wasm", seeds: 2, tolerance: 0.5 })).intervals.length, 2);
});
