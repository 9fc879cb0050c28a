import { assert, assertAlmostEquals } from "@std/assert";
import { mean } from "../../src/core/mod.ts";
import { makeDataset } from "../../src/data/mod.ts";
import { specOf } from "./_specs.ts";

/** The sequences of one class out of 8, one feature. */
function sequencesOf(classIndex: number, { length = 400, samples = 160 } = {}): Float32Array[] {
  const { inputs, classOf } = makeDataset(specOf({ samples, length, classes: 8 }));
  return [...classOf].flatMap((k, row) => k === classIndex ? [inputs.subarray(row * length, (row + 1) * length)] : []);
}

Deno.test("each form has its mean, mean square and largest slope", () => {
  const pi = Math.PI;
  // The slope is per period of 200 steps, within the 10 % of the frequency; Infinity means a jump.
  const forms: [mean: number, square: number, slope: number][] = [
    [0, 1 / 2, 2 * pi],
    [0, 1, Infinity],
    [0, 1 / 3, Infinity],
    [0, 1 / 3, 4],
    [-1 / 2, 1, Infinity],
    [2 / pi - 1, 2 - 4 / pi, 4 * pi],
    [0, 1 / 3, Infinity],
    [0, 0.568 ** 2, 0.568 * 6 * pi],
  ];
  forms.forEach(([expectedMean, square, slope], k) => {
    const sequences = sequencesOf(k);
    // One period of each, about 200 steps.
    assertAlmostEquals(mean(sequences.map((values) => mean(values.subarray(0, 200)))), expectedMean, 0.06);
    assertAlmostEquals(mean(sequences.map((values) => mean(values.map((x) => x * x)))), square, 0.06);
    const steepest = Math.max(
      ...sequences.map((values) => Math.max(...values.slice(1).map((x, t) => Math.abs(x - values[t]))) * 200),
    );
    if (slope === Infinity) assert(steepest > 300, `form ${k}: ${steepest}`);
    else assert(steepest > 0.9 * slope && steepest < 1.15 * slope, `form ${k}: ${steepest} not near ${slope}`);
  });
});

Deno.test("the saws rise and fall", () => {
  for (const [k, sign] of [[2, 1], [6, -1]]) {
    for (const values of sequencesOf(k)) {
      const slopes = values.slice(1).map((x, t) => x - values[t]);
      assert(slopes.filter((slope) => slope * sign > 0).length > 0.98 * slopes.length);
    }
  }
});

Deno.test("a sequence has 1.8 to 2.2 periods, a short one periods of 6 steps or so", () => {
  const rises = (length: number) =>
    sequencesOf(1, { length, samples: 800 }).map((values) =>
      [...values].flatMap((x, t) => t > 0 && x > values[t - 1] ? [t] : [])
    );
  const periods = rises(400).flatMap((at) => at.slice(1).map((t, i) => t - at[i])).sort((a, b) => a - b);
  assert(periods[0] >= 181 && periods[0] < 186, `${periods[0]}`);
  assert(periods[periods.length - 1] <= 223 && periods[periods.length - 1] > 216, `${periods[periods.length - 1]}`);
  for (const length of [3, 6, 9]) {
    assertAlmostEquals(mean(rises(length).map((at) => at.length)), (length - 1) / 6, 0.15);
  }
});

Deno.test("features are the same wave at other phases", () => {
  const { inputs, classOf } = makeDataset(specOf({ features: 3, length: 600, classes: 2 }));
  const row = classOf.indexOf(0) * 600 * 3;
  const feature = (f: number) => Array.from({ length: 600 }, (_, t) => inputs[row + t * 3 + f]);
  for (const f of [0, 1, 2]) assertAlmostEquals(Math.max(...feature(f)), 1, 1e-2);
  // Feature 1 is 0.618 of a period ahead, 168 to 206 of the 273 to 333 steps: there, and only there, the two agree.
  const [now, ahead] = [feature(0), feature(1)];
  const gaps = Array.from({ length: 100 }, (_, i) => {
    return Math.max(...ahead.slice(0, 300).map((x, t) => Math.abs(x - now[t + 140 + i])));
  });
  const best = gaps.indexOf(Math.min(...gaps)) + 140;
  assert(Math.min(...gaps) < 0.02 && best >= 168 && best <= 206, `${Math.min(...gaps)} at ${best}`);
});
