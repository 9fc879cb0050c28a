import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { type Curve, InputError } from "../../src/core/mod.ts";
import { judgeCurve } from "../../src/stability/judgement.ts";
import { judgeEvaluations } from "../../src/stability/truth.ts";
import { evaluationsOf, synthesize } from "./_curves.ts";

const verdictOf = (curve: Curve) => {
  const { judgement, onset, recovered } = judgeCurve(curve);
  return { judgement, onset, recovered };
};

Deno.test("whatever the numbers, an assessment hangs together", () => {
  const point = fc.record({
    gap: fc.integer({ min: 1, max: 1000 }),
    loss: fc.oneof(fc.double(), fc.double({ min: 0, max: 3 })),
    accuracy: fc.oneof(fc.double({ min: 0, max: 1 }), fc.constant(NaN)),
  });
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 1, maxLength: 300, size: "max" }),
      fc.boolean(),
      (points, withAccuracy) => {
        let at = 0;
        const step = points.map(({ gap }) => at += gap), loss = points.map(({ loss }) => loss);
        const curve = { step, loss, ...(withAccuracy && { accuracy: points.map(({ accuracy }) => accuracy) }) };
        const { judgement, onset, recovered, confidence, symptoms } = judgeCurve(curve),
          names = symptoms.map(({ name }) => name);
        assert(confidence >= 0.5 && confidence <= 1, `${confidence}`);
        assertEquals(onset === null, judgement === "stable" || judgement === "no-progress");
        assertEquals(recovered === null, judgement !== "late-rise");
        assertEquals(judgement === "diverged", names.includes("non-finite") || names.includes("divergence"));
        assertEquals(judgement === "no-progress", names.includes("no-progress"));
        if (judgement === "late-rise") assert(names.includes("late-rise"));
        for (const place of [onset, ...symptoms.map(({ onset }) => onset)]) {
          assert(
            place === null || step.includes(place),
          );
        }
      },
    ),
    { seed: 7, numRuns: 500, endOnFailure: true },
  );
});

Deno.test("one point, and twenty, can be judged", () => {
  assertEquals(verdictOf({ step: [7], loss: [1] }), { judgement: "no-progress", onset: null, recovered: null });
  const loss = [
    1.4,
    1.1,
    0.8,
    0.6,
    0.4,
    0.3,
    0.2,
    0.18,
    0.16,
    0.15,
    0.14,
    0.13,
    0.6,
    0.7,
    0.65,
    0.6,
    0.7,
    0.66,
    0.7,
    0.6,
  ];
  const step = loss.map((_, i) => i + 1);
  assertEquals(verdictOf({ step, loss }), { judgement: "late-rise", onset: 13, recovered: false });
  assertEquals(judgeCurve({ step: step.slice(0, 12), loss: loss.slice(0, 12) }).judgement, "stable");
});

Deno.test("a short log of losses that are now and then huge is not taken for one without noise", () => {
  const at = [1, 4, 5, 6, 8, 18, 19, 27, 35, 44, 50, 51];
  const loss = Array.from({ length: 60 }, (_, i) => i === 0 ? 1 : at.includes(i) ? 100 + 37 * i % 500 : 0.001);
  const { judgement, confidence } = judgeCurve({ step: loss.map((_, i) => i), loss });
  assertEquals(judgement, "diverged");
  assert(confidence < 1, `${confidence}`);
});

Deno.test("an accuracy that is logged once an epoch counts until the next", () => {
  const { log } = synthesize("collapse", { seed: 11, points: 1000, batch: 32 });
  const accuracy = log.accuracy.map((value, i) => i % 100 === 0 ? value : NaN),
    kept = log.accuracy.map((_, i) => i % 100 === 0 ? 0.9 : NaN);
  assertEquals(judgeCurve(log).judgement, "late-rise");
  assertEquals(judgeCurve({ ...log, accuracy }).judgement, "late-rise");
  assertEquals(judgeCurve({ ...log, accuracy: kept }).judgement, "stable");
  assertEquals(judgeCurve({ ...log, accuracy: accuracy.map(() => NaN) }).judgement, "late-rise");
});

Deno.test("a million points are judged", () => {
  const { truth, log } = synthesize("excursion", { seed: 4, points: 1_000_000, batch: 32 });
  const { judgement, recovered, borderline } = judgeEvaluations(evaluationsOf(truth)), seen = judgeCurve(log);
  assertEquals({ judgement, borderline }, { judgement: "late-rise", borderline: false });
  assertEquals({ judgement: seen.judgement, recovered: seen.recovered }, { judgement, recovered });
});

Deno.test("an empty curve, or one of unequal arrays, is an error", () => {
  assertThrows(() => judgeCurve({ step: [], loss: [] }), InputError, "at least one point");
  assertThrows(() => judgeCurve({ step: [0, 1], loss: [1] }), InputError, "they have 2, 1");
  assertThrows(() => judgeCurve({ step: [0], loss: [1], accuracy: [] }), InputError, "they have 1, 1, 0");
});
