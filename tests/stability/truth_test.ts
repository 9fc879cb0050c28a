import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { EVALUATIONS, InputError, isEvaluationStep } from "../../src/core/mod.ts";
import { moveThresholds, THRESHOLDS } from "../../src/stability/thresholds.ts";
import { type Evaluation, evaluationSteps, judgeEvaluations } from "../../src/stability/truth.ts";

/** Ten evaluations a number, step 0, 1, 2 ...: the last number is the last tenth of ten numbers. */
function evaluations(losses: number[], accuracies: number[] = losses.map(() => 0.5), each = 10): Evaluation[] {
  return losses.flatMap((loss, k) =>
    Array.from({ length: each }, (_, i) => ({ step: k * each + i, loss, accuracy: accuracies[k] }))
  );
}

const judgement = (losses: number[], accuracies?: number[]) =>
  judgeEvaluations(evaluations(losses, accuracies)).judgement;

Deno.test("a run is diverged if it ends above 1.5 L0, on average over the last tenth", () => {
  assertEquals(judgement([1, 1, 1, 1, 1, 1, 1, 1, 1, 1.51]), "diverged");
  assertEquals(judgement([1, 1, 1, 1, 1, 1, 1, 1, 1, 1.5]), "no-progress");
  for (const [top, expected] of [[2.1, "diverged"], [1.9, "no-progress"]] as const) {
    const list = evaluations(Array(10).fill(1));
    for (let i = 95; i < 100; i++) list[i].loss = top;
    assertEquals(judgeEvaluations(list).judgement, expected);
  }
  const spiked = evaluations([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  spiked[99].loss = 2.9;
  assertEquals(judgeEvaluations(spiked).judgement, "no-progress");
});

Deno.test("a run is diverged if it was above 3 L0 and ends above 1.05 L0, and not if it came back", () => {
  assertEquals(judgement([1, 1, 3.1, 2, 1, 1, 1, 1, 1, 1.06]), "diverged");
  assertEquals(judgement([1, 1, 3, 2, 1, 1, 1, 1, 1, 1.06]), "no-progress");
  assertEquals(judgement([1, 1, 9, 2, 1, 0.5, 0.3, 0.2, 0.1, 0.1]), "stable");
});

Deno.test("a non-finite evaluation is divergence, from its step on", () => {
  for (const value of [NaN, Infinity, -Infinity]) {
    const list = evaluations([1, 0.5, 0.2]);
    list[17].loss = value;
    const { judgement, onset, recovered } = judgeEvaluations(list);
    assertEquals({ judgement, onset, recovered }, { judgement: "diverged", onset: 17, recovered: null });
  }
  assertEquals(judgeEvaluations([{ step: 3, loss: NaN, accuracy: 0 }]).onset, 3);
});

Deno.test("a divergence starts at the first of three evaluations in a row above 1.5 L0", () => {
  assertEquals(judgeEvaluations(evaluations([1, 1.6, 0.4, 0.3, 0.5, 1.4, 1.6, 2, 2, 2])).onset, 60);
  assertEquals(judgeEvaluations(evaluations([1, 1.4, 3.5, 3, 2, 2, 2, 2, 0.9, 1.1])).onset, 20);
  // It had learned for a time, and came back.
  assertEquals(judgeEvaluations(evaluations([1, 3, 3, 3, 0.7, 0.6, 0.7, 3, 3, 3])).onset, 70);
  // Dips of one or two evaluations say nothing, nor does a single high one.
  const each = (losses: number[]) => judgeEvaluations(evaluations(losses, undefined, 1)).onset;
  assertEquals(each([1, 3, 1, 3, 3, 3, 0.1, 3, 0.1, 0.2, 3, 3]), 3);
  assertEquals(each([1, 0.9, 0.8, 0.9, 0.8, 0.9, 0.8, 0.9, 0.8, 3]), 9);
});

Deno.test("a run has learned from .7 L0 down", () => {
  assertEquals(judgement([1, 0.7]), "stable");
  assertEquals(judgement([1, 0.701]), "no-progress");
  assertEquals(judgement([1]), "no-progress");
});

Deno.test("a late rise needs all three conditions", () => {
  assertEquals(judgement([1, 0.1, 0.2], [0.3, 0.9, 0.85]), "late-rise");
  assertEquals(judgement([1, 0.1, 0.199], [0.3, 0.9, 0.85]), "stable", "not twice the best");
  assertEquals(judgement([1, 0.1, 0.2], [0.3, 0.9, 0.8501]), "stable", "accuracy kept");
  assertEquals(judgement([1, 0.01, 0.108], [0.3, 0.9, 0.5]), "stable", "not a tenth of the way back");
  assertEquals(judgement([1, 0.01, 0.11], [0.3, 0.9, 0.5]), "late-rise");
  assertEquals(judgement([1, 0.71, 1.45], [0.3, 0.9, 0.5]), "no-progress", "never learned");
});

Deno.test("a late rise needs three evaluations in a row, and starts at the first of them", () => {
  const list = evaluations([1, 0.1, 0.1], [0.3, 0.9, 0.9]);
  for (const i of [20, 21, 23, 24]) Object.assign(list[i], { loss: 0.5, accuracy: 0.5 });
  assertEquals(judgeEvaluations(list).judgement, "stable");
  Object.assign(list[25], { loss: 0.5, accuracy: 0.5 });
  const { judgement, onset, recovered } = judgeEvaluations(list);
  assertEquals({ judgement, onset, recovered }, { judgement: "late-rise", onset: 23, recovered: true });
});

Deno.test("a late rise has recovered if it ends within 1.25 best, or within .02 of the best accuracy", () => {
  const recovered = (loss: number, accuracy: number) =>
    judgeEvaluations(evaluations([1, 0.1, 0.5, loss], [0.3, 0.9, 0.5, accuracy])).recovered;
  assertEquals(recovered(0.125, 0.5), true);
  assertEquals(recovered(0.126, 0.5), false);
  assertEquals(recovered(0.5, 0.8801), true);
  assertEquals(recovered(0.5, 0.8799), false);
});

Deno.test("a truth is borderline where thresholds moved by 20 % change it", () => {
  const borderline = (losses: number[], accuracies?: number[]) =>
    judgeEvaluations(evaluations(losses, accuracies)).borderline;
  assertEquals(borderline([1, 0.55]), false, "learned by .7 and .56");
  assertEquals(borderline([1, 0.57]), true);
  assertEquals(borderline([1, 0.83]), true);
  assertEquals(borderline([1, 0.85]), false);
  assertEquals(borderline([1, 0.1, 0.15], [0.3, 0.9, 0.5]), false);
  assertEquals(borderline([1, 0.1, 0.18], [0.3, 0.9, 0.5]), true);
  assertEquals(borderline([1, 0.1, 0.23], [0.3, 0.9, 0.5]), true);
  assertEquals(borderline([1, 0.1, 0.25], [0.3, 0.9, 0.5]), false);
});

Deno.test("moving thresholds moves every one, and leaves the table as it is", () => {
  const before = structuredClone(THRESHOLDS), moved = moveThresholds(THRESHOLDS, 2);
  assertEquals(THRESHOLDS, before);
  for (const name of Object.keys(THRESHOLDS) as (keyof typeof THRESHOLDS)[]) {
    assertEquals(moved[name], 2 * THRESHOLDS[name]);
  }
});

Deno.test("what one moved threshold alone would change is borderline by moving all", () => {
  const level = fc.integer({ min: 1, max: 400 }).map((k) => k / 100),
    share = fc.integer({ min: 0, max: 20 }).map((k) => k / 20);
  const runs = fc.array(fc.tuple(level, share), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(runs, (run) => {
      const list = evaluations(run.map(([loss]) => loss), run.map(([, accuracy]) => accuracy), 4);
      const { judgement, borderline } = judgeEvaluations(list);
      for (const name of Object.keys(THRESHOLDS) as (keyof typeof THRESHOLDS)[]) {
        for (const factor of [0.8, 1.2]) {
          const thresholds = { ...THRESHOLDS, [name]: THRESHOLDS[name] * factor };
          if (judgeEvaluations(list, { thresholds }).judgement !== judgement) assert(borderline, name);
        }
      }
    }),
    { seed: 8, numRuns: 1000 },
  );
});

Deno.test("the truth holds its numbers", () => {
  const truth = judgeEvaluations(evaluations([2, 0.5, 0.6, 1], [0.25, 0.75, 0.5, 0.5]));
  assertEquals(truth.lossAtStart, 2);
  assertEquals(truth.lossAtBest, 0.5);
  assertEquals(truth.stepOfBest, 10);
  assertEquals(truth.accuracyAtBest, 0.75);
  assertEquals([truth.lossAtEnd, truth.accuracyAtEnd], [1, 0.5]);
  assertAlmostEquals(judgeEvaluations(evaluations([2, 1], undefined, 5)).lossAtEnd, 1);
});

Deno.test("no evaluations are an error", () => {
  assertThrows(() => judgeEvaluations([]), InputError, "at least one");
});

Deno.test("the steps of evaluation are those that core names, from the first to the last", () => {
  for (const steps of [0, 1, 5, 89, 90, 91, 100, 179, 1000, 12345]) {
    const list = evaluationSteps(steps);
    assertEquals(
      list,
      Array.from({ length: steps + 1 }, (_, step) => step).filter((step) => isEvaluationStep(step, steps)),
    );
    assertEquals([list[0], list[list.length - 1]], [0, steps]);
    assert(list.length <= EVALUATIONS + 1);
  }
});
