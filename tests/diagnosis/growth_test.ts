import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { growth } from "../../src/diagnosis/growth.ts";
import { observationOf, ratiosOf } from "./_observation.ts";

/** Steps 0, 10 .. 100. */
const STEPS = Array.from({ length: 11 }, (_, k) => 10 * k);

/** Shares within 1e-9, or that there are none. */
function assertShares(
  parts: Parameters<typeof ratiosOf>[1],
  expected: { rate: number; curvature: number; preconditioner: number },
): void {
  const { shares } = growth(observationOf(ratiosOf(STEPS, parts), { onset: 100 }))!;
  for (const part of ["rate", "curvature", "preconditioner"] as const) {
    assertAlmostEquals(shares![part], expected[part], 1e-9, part);
  }
}

/** Grows by e every 20 steps, and is 1 at step 62. */
const rising = (step: number) => Math.exp((step - 62) / 20);

Deno.test("whatever grows alone has the whole of the growth of ln pi", () => {
  assertShares({ rate: () => 1, bound: 1, curvature: rising }, { rate: 0, curvature: 1, preconditioner: 0 });
  assertShares({ rate: () => 1, bound: 1, preconditioner: (step) => 1 / rising(step) }, {
    rate: 0,
    curvature: 0,
    preconditioner: 1,
  });
  assertShares({ rate: (step) => 2 * rising(step) }, { rate: 1, curvature: 0, preconditioner: 0 });
});

Deno.test("what grows together shares by its logarithm; what goes the other way has less than nothing", () => {
  const power = (share: number) => (step: number) => rising(step) ** share;
  const parts = { bound: 1, rate: power(0.2), curvature: power(0.5), preconditioner: power(-0.3) };
  assertShares(parts, { rate: 0.2, curvature: 0.5, preconditioner: 0.3 });
  assertShares({ ...parts, rate: power(-0.5), curvature: power(1.2) }, {
    rate: -0.5,
    curvature: 1.2,
    preconditioner: 0.3,
  });
});

Deno.test("the crossing is the first measurement above 1, the worst the largest up to the failure", () => {
  const seen = growth(observationOf(ratiosOf(STEPS, { rate: () => 1, bound: 1, curvature: rising }), { onset: 95 }))!;
  assertEquals([seen.crossing.step, seen.worst.step], [70, 90]);
  assert(seen.from!.step < 62);
});

Deno.test("an excursion that came back before is not the one that led to the failure", () => {
  const curvature = (step: number) => step === 10 ? 5 : step < 40 ? 0.1 : rising(step);
  const { crossing, worst } = growth(
    observationOf(ratiosOf(STEPS, { rate: () => 1, bound: 1, curvature }), { onset: 85 }),
  )!;
  assertEquals([crossing.step, worst.step], [70, 80]);
});

Deno.test("a ratio that grows exactly exponentially is foreseen to pass 1 where it does, within a step", () => {
  for (const crossing of [62, 75, 88]) {
    const parts = { rate: () => 1, bound: 1, curvature: (step: number) => Math.exp((step - crossing) / 25) };
    const steps = Array.from({ length: 34 }, (_, k) => 3 * k);
    assertAlmostEquals(growth(observationOf(ratiosOf(steps, parts), { onset: 100 }))!.predicted!, crossing, 1e-6);
  }
});

Deno.test("above 1 from the start: where it passed, and no shares of a growth that nobody saw", () => {
  const { crossing, worst, shares, from, predicted } = growth(
    observationOf(ratiosOf(STEPS, { rate: () => 1, bound: 1, curvature: (step) => 1.2 + step / 1000 }), { onset: 50 }),
  )!;
  assertEquals([crossing.step, worst.step, shares, from, predicted], [0, 50, undefined, undefined, undefined]);
});

Deno.test("never above 1, or nothing measured: none", () => {
  assertEquals(growth(observationOf(ratiosOf(STEPS, { rate: () => 1.9 }), { onset: 100 })), undefined);
  assertEquals(growth(observationOf([], { onset: 100 })), undefined);
  // What comes after the onset did not lead to it.
  assertEquals(
    growth(observationOf(ratiosOf(STEPS, { rate: () => 1, bound: 1, curvature: rising }), { onset: 60 })),
    undefined,
  );
});

Deno.test("on full batches nothing counts after the loss has left its least; with mini-batches up to the onset it does", () => {
  // The loss leaves at step 65, and what is above 1 from 70 on is what the outbreak made of it.
  const loss = Array.from({ length: 80 }, (_, step) => step < 65 ? 1 / (1 + step) : 1), onset = 80;
  const ratios = ratiosOf(STEPS, { rate: () => 1, bound: 1, curvature: rising });
  assertEquals(growth(observationOf(ratios, { onset, loss })), undefined);
  assertEquals(growth(observationOf(ratios, { onset, loss, batches: 4 }))!.crossing.step, 70);
  // A rise long before the onset is another one.
  const bump = Array.from({ length: 95 }, (_, step) => step === 10 ? 1 : 1 / (1 + step));
  assertEquals(growth(observationOf(ratios, { onset: 95, loss: bump }))!.worst.step, 90);
  // It was above 1 before it left: that counts, and no more.
  const later = Array.from({ length: 95 }, (_, step) => step < 75 ? 1 / (1 + step) : 1);
  const { crossing, worst } = growth(observationOf(ratios, { onset: 95, loss: later }))!;
  assertEquals([crossing.step, worst.step], [70, 70]);
});
