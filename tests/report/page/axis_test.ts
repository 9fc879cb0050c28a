import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { linearAxis, logAxis, tickText } from "../../../src/report/page/axis.ts";

const ticks = (...values: number[]) => logAxis(values, [0, 1])!.ticks;

Deno.test("a log axis is marked at round numbers, the sparser the longer it is", () => {
  assertEquals(ticks(1e-5, 1e3), [1e-5, 1e-3, 0.1, 10, 1000]);
  assertEquals(ticks(0.01, 50), [0.01, 0.1, 1, 10]);
  assertEquals(ticks(0.07, 8), [0.1, 0.3, 1, 3, 10]);
  assertEquals(ticks(0.4, 6), [0.5, 1, 2, 5]);
  assertEquals(ticks(0.29, 1.51), [0.3, 0.5, 0.7, 1, 1.5]);
  assertEquals(ticks(1.01, 1.04), [1.01, 1.02, 1.03, 1.04]);
});

Deno.test("whatever the values, a log axis holds them, and two to twelve ticks in order", () => {
  const positive = fc.double({ min: 1e-300, max: 1e300, noNaN: true });
  fc.assert(
    fc.property(fc.array(positive, { minLength: 1, maxLength: 5 }), (values) => {
      const axis = logAxis(values, [100, 0])!;
      assert(values.every((value) => axis.place(value) >= 0 && axis.place(value) <= 100));
      assert(axis.ticks.length >= 2 && axis.ticks.length <= 12, `${axis.ticks}`);
      assert(axis.ticks.every((tick, i) => i === 0 || tick > axis.ticks[i - 1]));
      assert(axis.ticks.every((tick) => axis.place(tick) >= -1e-9 && axis.place(tick) <= 100 + 1e-9));
    }),
    { seed: 1, numRuns: 2000, examples: [[[1]], [[1, 1 + 1e-9]]] },
  );
});

Deno.test("nothing positive has no log axis", () => {
  assertEquals(logAxis([], [0, 1]), undefined);
  assertEquals(logAxis([0, -1], [0, 1]), undefined);
});

Deno.test("a linear axis runs from end to end", () => {
  const { place, ticks } = linearAxis([0, 80], { range: [40, 306], count: 5 });
  assertEquals([place(0), place(40), place(80)], [40, 173, 306]);
  assertEquals(ticks, [0, 20, 40, 60, 80]);
});

Deno.test("ticks are written short", () => {
  assertEquals([0, 0.001, 0.1 + 0.2, 5000, 1e4, 2e-12, -3e5].map(tickText), [
    "0",
    "0.001",
    "0.3",
    "5000",
    "10⁴",
    "2·10⁻¹²",
    "-3·10⁵",
  ]);
});
