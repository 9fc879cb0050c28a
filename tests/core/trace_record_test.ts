import { assert, assertEquals, assertLess } from "@std/assert";
import {
  departure,
  firstDifference,
  lastRecorded,
  MAX_JSON,
  type Measurement,
  recordTraces,
  type TraceNumbers,
} from "../../src/core/mod.ts";
import { recordedTracesSchema } from "../../src/core/trace_record.ts";

/** A trace whose numbers are all different, those of `at` apart. */
function trace(steps: number, measurements: Measurement[] = [], at: Partial<TraceNumbers> = {}): TraceNumbers {
  const of = (offset: number) => Array.from({ length: steps }, (_, step) => Math.sin(offset + 10 * step));
  return {
    loss: of(0),
    accuracy: of(1),
    gradientNorm: of(2),
    updateNorm: of(3),
    weightNorm: of(4),
    measurements,
    ...at,
  };
}

/** The trace with another number in one series. */
function changed(base: TraceNumbers, name: "loss" | "weightNorm", step: number, value: number): TraceNumbers {
  return { ...base, [name]: base[name].with(step, value) };
}

const MEASURED: Measurement[] = [
  { quantity: "sharpness", step: 2, values: [3] },
  { quantity: "final-weights", step: 5, values: [1, NaN, -0] },
];
const WHOLE = trace(5, MEASURED, { loss: [1, Infinity, NaN, -0, 5e-324] });
const [RECORDED] = recordTraces([WHOLE]);

Deno.test("a recorded trace gives its numbers back to the bit, survives JSON and is what the schema wants", () => {
  const [read] = recordedTracesSchema.parse(JSON.parse(JSON.stringify([RECORDED])));
  assertEquals([read, read.complete, lastRecorded(read)], [RECORDED, true, 4]);
  assertEquals(departure(read, WHOLE), undefined);
  assertEquals(read.loss, "AAAAAAAA8D8AAAAAAADwfwAAAAAAAPh/AAAAAAAAAIABAAAAAAAAAA==");
});

Deno.test("where it departs: the first step, what, both values; a sign of 0 counts, the bits of a NaN do not", () => {
  const of = (now: TraceNumbers) => departure(RECORDED, now);
  const both = changed(changed(WHOLE, "loss", 3, 7), "weightNorm", 1, 8);
  const recorded = WHOLE.weightNorm[1];
  assertEquals(of(both), { step: 1, quantity: "weightNorm", recorded, now: 8 });
  assertEquals(of(changed(WHOLE, "loss", 3, 0)), { step: 3, quantity: "loss", recorded: -0, now: 0 });
  assertEquals(of(changed(WHOLE, "loss", 2, -NaN)), undefined);
  const measurements = [MEASURED[0], { ...MEASURED[1], values: [1, NaN, 4] }];
  assertEquals(of({ ...WHOLE, measurements }), { step: 5, quantity: "final-weights[2]", recorded: -0, now: 4 });
  const sharper = [{ ...MEASURED[0], values: [4] }, MEASURED[1]];
  assertEquals(of({ ...WHOLE, measurements: sharper }), { step: 2, quantity: "sharpness", recorded: 3, now: 4 });
});

Deno.test("where one ends earlier, or measures what the other does not, there is no value", () => {
  const short = trace(4, [MEASURED[0]]), long = trace(5, [MEASURED[0]]);
  assertEquals(firstDifference(long, short), { step: 4, quantity: "loss", recorded: long.loss[4] });
  assertEquals(firstDifference(short, long), { step: 4, quantity: "loss", now: long.loss[4] });
  const [sharpness, weights] = MEASURED;
  const of = (before: Measurement[], now: Measurement[]) => firstDifference(trace(5, before), trace(5, now));
  assertEquals(of([sharpness, weights], [weights]), { step: 2, quantity: "sharpness", recorded: 3 });
  assertEquals(of([weights], [sharpness, weights]), { step: 2, quantity: "sharpness", now: 3 });
  assertEquals(of([sharpness, weights], [sharpness]), { step: 5, quantity: "final-weights", recorded: 1 });
});

Deno.test("of a long trace the first steps are kept, and what comes after them is not told", () => {
  const long = trace(20_000, [{ quantity: "final-weights", step: 20_000, values: [1] }]), [kept] = recordTraces([long]);
  assertEquals([kept.complete, lastRecorded(kept), kept.measurements], [false, 2 ** 16 / 5 - 1.2, []]);
  assertEquals(departure(kept, changed(long, "loss", lastRecorded(kept), 9))?.step, lastRecorded(kept));
  assertEquals(departure(kept, changed(long, "loss", lastRecorded(kept) + 1, 9)), undefined);
  assertEquals(departure(kept, { ...long, measurements: [] }), undefined);
});

Deno.test("what was measured after the last step is left out if there is no room for it, the steps are not", () => {
  const weights = (n: number) => trace(10, [{ quantity: "final-weights", step: 10, values: Array(n).fill(1) }]);
  const room = 2 ** 16 - 10 * 5 - 16, [fits] = recordTraces([weights(room)]), [not] = recordTraces([weights(room + 1)]);
  assertEquals([fits.complete, fits.measurements.length], [true, 1]);
  assertEquals([not.complete, not.measurements.length, lastRecorded(not)], [false, 0, 9]);
});

Deno.test("whatever the traces hold, they take less than what a record may, and each as much as the others", () => {
  const evaluated = (steps: number) =>
    trace(
      steps,
      Array.from({ length: steps }, (_, step) => ({ quantity: "curvature-along-step", step, values: [step] })),
    );
  for (const traces of [[trace(1e5)], [evaluated(1e5)], Array.from({ length: 16 }, () => evaluated(5e3))]) {
    const recorded = recordTraces(traces);
    const text = JSON.stringify({ traces: recorded }, null, 2);
    assertLess(text.length, 0.85 * MAX_JSON);
    assert(text.length > 0.5 * MAX_JSON, "there is room for more");
    assertEquals(new Set(recorded.map(lastRecorded)).size, 1);
  }
});
