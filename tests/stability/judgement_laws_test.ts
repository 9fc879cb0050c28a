import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Curve } from "../../src/core/mod.ts";
import { judgeCurve } from "../../src/stability/judgement.ts";
import { judgeEvaluations } from "../../src/stability/truth.ts";
import { evaluationsOf, type Shape, SHAPES, synthesize } from "./_curves.ts";

const shapes = fc.constantFrom(...Object.keys(SHAPES) as Shape[]);
const seeds = fc.nat({ max: 2 ** 31 - 1 });
const noisy = fc.record({
  shape: shapes,
  seed: seeds,
  points: fc.integer({ min: 20, max: 1500 }),
  batch: fc.constantFrom(8, 64),
});
const verdictOf = (curve: Curve) => {
  const { judgement, onset, recovered } = judgeCurve(curve);
  return { judgement, onset, recovered };
};

/** Straight lines between random levels, over five powers of ten. */
const polylines = fc.record({
  levels: fc.array(fc.tuple(fc.integer({ min: -300, max: 150 }), fc.integer({ min: 0, max: 100 })), {
    minLength: 2,
    maxLength: 8,
  }),
  // With fewer than two points a window kinks are taken for noise.
  points: fc.integer({ min: 182, max: 3000 }),
}).map(({ levels, points }): Required<Curve> => {
  const step = Array.from({ length: points }, (_, i) => i),
    knots = levels.map(([loss, accuracy]) => [10 ** (loss / 100), accuracy / 100]);
  const at = (i: number, which: number) => {
    const x = i / (points - 1) * (knots.length - 1), k = Math.min(knots.length - 2, Math.floor(x));
    return knots[k][which] + (x - k) * (knots[k + 1][which] - knots[k][which]);
  };
  return { step, loss: step.map((i) => at(i, 0)), accuracy: step.map((i) => at(i, 1)) };
});

Deno.test("a log without noise is judged as the truth of its run is: straight lines", () => {
  fc.assert(
    fc.property(polylines, (curve) => {
      const { judgement, onset, recovered, borderline } = judgeEvaluations(evaluationsOf(curve));
      if (!borderline) assertEquals(verdictOf(curve), { judgement, onset, recovered });
    }),
    { seed: 1, numRuns: 500 },
  );
});

Deno.test("a log without noise is judged as the truth of its run is: synthetic trainings", () => {
  let clear = 0;
  fc.assert(
    fc.property(shapes, seeds, fc.integer({ min: 50, max: 3000 }), (shape, seed, points) => {
      const { truth } = synthesize(shape, { seed, points, batch: Infinity });
      const { judgement, borderline } = judgeEvaluations(evaluationsOf(truth));
      if (borderline) return;
      clear++;
      assertEquals(judgeCurve(truth).judgement, judgement);
    }),
    { seed: 2, numRuns: 300 },
  );
  assert(clear > 250, `${clear}`);
});

Deno.test("the judgement does not depend on the unit of the loss", () => {
  fc.assert(
    fc.property(noisy, fc.integer({ min: -40, max: 40 }), ({ shape, ...options }, exponent) => {
      const { log } = synthesize(shape, options),
        scaled = { ...log, loss: log.loss.map((value) => value * 2 ** exponent) };
      const names = (curve: Curve) => judgeCurve(curve).symptoms.map(({ name, onset }) => ({ name, onset }));
      assertEquals(verdictOf(scaled), verdictOf(log));
      assertEquals(judgeCurve(scaled).confidence, judgeCurve(log).confidence);
      assertEquals(names(scaled), names(log));
    }),
    { seed: 3, numRuns: 60 },
  );
});

Deno.test("relabelling the steps by an affine map moves the onset with them, and nothing else", () => {
  const map = fc.record({ factor: fc.integer({ min: 1, max: 1000 }), shift: fc.integer({ min: -1e6, max: 1e6 }) });
  fc.assert(
    fc.property(noisy, map, ({ shape, ...options }, { factor, shift }) => {
      const { log } = synthesize(shape, options), relabel = (step: number) => factor * step + shift;
      const { onset, ...rest } = verdictOf(log);
      assertEquals(verdictOf({ ...log, step: log.step.map(relabel) }), {
        ...rest,
        onset: onset === null ? null : relabel(onset),
      });
    }),
    { seed: 4, numRuns: 100 },
  );
});

Deno.test("at least 98 % of clear trainings are judged the same without their accuracy", () => {
  let clear = 0, same = 0;
  fc.assert(
    fc.property(shapes, seeds, fc.constantFrom(32, 256), (shape, seed, batch) => {
      const { truth, log } = synthesize(shape, { seed, points: 600, batch });
      if (judgeEvaluations(evaluationsOf(truth)).borderline) return;
      clear++;
      if (judgeCurve(log).judgement === judgeCurve({ step: log.step, loss: log.loss }).judgement) same++;
    }),
    { seed: 5, numRuns: 250 },
  );
  assert(clear > 200 && same >= 0.98 * clear, `${same} of ${clear}`);
});

Deno.test("losing three points of four, at random, leaves the judgement of a clear training", () => {
  let clear = 0, same = 0;
  fc.assert(
    fc.property(shapes, seeds, (shape, seed) => {
      const { truth, log } = synthesize(shape, { seed, points: 3000, batch: 64 });
      if (judgeEvaluations(evaluationsOf(truth)).borderline) return;
      const keep = (_: number, i: number) => i === 0 || (Math.imul(i ^ seed, 0x9e3779b1) >>> 30) === 0;
      const thinned = { step: log.step.filter(keep), loss: log.loss.filter(keep), accuracy: log.accuracy.filter(keep) };
      clear++;
      if (judgeCurve(thinned).judgement === judgeCurve(log).judgement) same++;
    }),
    { seed: 6, numRuns: 100 },
  );
  assert(clear > 80 && same >= 0.98 * clear, `${same} of ${clear}`);
});
