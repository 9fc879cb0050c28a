import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { wilsonInterval } from "../../../src/core/mod.ts";
import {
  alarmFiguresOf,
  calibrationError,
  confusion,
  f1,
  figuresOf,
  shareOf,
} from "../../../scripts/calibrate/figures.ts";
import type { Outcome } from "../../../scripts/calibrate/outcome.ts";
import { markdown } from "../../../scripts/calibrate/markdown.ts";
import { reportOf } from "../../../scripts/calibrate/report.ts";

const LOG = "every step";

/** A run of 1000 steps of the given truth, judged as given. */
function outcome(judgement: Outcome["judgement"], seen: Outcome["judgement"], rest: Partial<Outcome> = {}): Outcome {
  const onset = (kind: string) => kind === "late-rise" || kind === "diverged" ? 500 : null;
  return {
    family: "adam",
    steps: 1000,
    judgement,
    borderline: false,
    onset: onset(judgement),
    best: onset(judgement) && 400,
    shape: judgement === "late-rise" ? "collapse" : null,
    isNearEdge: false,
    seen: { [LOG]: { judgement: seen, onset: onset(seen), confidence: 0.9 } },
    alarms: {},
    ...rest,
  };
}
const at = (onset: number) => ({ seen: { [LOG]: { judgement: "late-rise" as const, onset, confidence: 0.9 } } });

Deno.test("a share has Wilson's interval, as in the table of Newcombe (1998): 15 of 148", () => {
  const { share, low, high } = shareOf(15, 148);
  assertAlmostEquals(share, 0.1014, 1e-4);
  assertAlmostEquals(low, 0.0624, 1e-4);
  assertAlmostEquals(high, 0.1605, 1e-4);
});

Deno.test("the calibration error is the mean gap between confidence and share of right ones, bin by bin", () => {
  const of = (confidence: number, right: number, wrong: number) => [
    ...Array(right).fill({ confidence, isRight: true }),
    ...Array(wrong).fill({ confidence, isRight: false }),
  ];
  assertAlmostEquals(calibrationError(of(0.75, 3, 1)), 0, 1e-12);
  assertAlmostEquals(calibrationError(of(1, 10, 0)), 0, 1e-12);
  assertAlmostEquals(calibrationError([...of(0.95, 10, 0), ...of(0.55, 0, 10)]), (0.05 + 0.55) / 2, 1e-12);
  // Too sure in one bin is not made good by too unsure in another.
  assertAlmostEquals(calibrationError([...of(0.9, 7, 3), ...of(0.7, 9, 1)]), 0.2, 1e-12);
});

Deno.test("F1 is the harmonic mean of precision and recall", () => {
  const pairs = [[true, true], [true, true], [true, false], [false, true], [false, false]] as const;
  assertAlmostEquals(f1(pairs.map(([truth, alarm]) => ({ truth, alarm }))), 2 / 3, 1e-12);
});

Deno.test("the confusion matrix counts pairs", () => {
  const matrix = confusion([{ truth: "stable", seen: "stable" }, { truth: "diverged", seen: "late-rise" }]);
  assertEquals([matrix.stable.stable, matrix.diverged["late-rise"], matrix.stable.diverged], [1, 1, 0]);
});

Deno.test("a late rise is found if it is judged one, at an onset after the best point", () => {
  const { lateRisesFound, onsets } = figuresOf([
    outcome("late-rise", "late-rise"),
    outcome("late-rise", "late-rise", at(400)),
    outcome("late-rise", "late-rise", at(560)),
    outcome("late-rise", "diverged"),
    outcome("late-rise", "stable"),
  ], LOG);
  assertEquals([lateRisesFound.collapse.count, lateRisesFound.collapse.of, lateRisesFound.rough.of], [2, 5, 0]);
  // Off by 0, 100 and 60 steps of 1000.
  assertEquals([onsets.within5.count, onsets.within10.count, onsets.within10.of], [1, 3, 3]);
  assertAlmostEquals(onsets.median, 0.06);
});

Deno.test("a false alarm is a late rise or a divergence on a run that has neither", () => {
  const { falseAlarmsStable, falseAlarmsNoProgress, divergedFound } = figuresOf([
    outcome("stable", "late-rise"),
    outcome("stable", "diverged"),
    outcome("stable", "no-progress"),
    outcome("no-progress", "stable"),
    outcome("no-progress", "late-rise"),
    outcome("diverged", "late-rise"),
    outcome("diverged", "diverged"),
  ], LOG);
  assertEquals([falseAlarmsStable.count, falseAlarmsStable.of], [2, 3]);
  assertEquals([falseAlarmsNoProgress.count, falseAlarmsNoProgress.of], [1, 2]);
  assertEquals([divergedFound.count, divergedFound.of], [1, 2]);
});

Deno.test("the first alarm of a detector counts for a late rise if it comes after the best point", () => {
  const runs = [100, 400, 401, null].map((first) => outcome("late-rise", "stable", { alarms: { x: first } }));
  const { lateRisesAlarmed, lateRisesAfterBest } = alarmFiguresOf(runs, ({ alarms }) => alarms.x);
  assertEquals([lateRisesAlarmed.count, lateRisesAfterBest.count, lateRisesAfterBest.of], [3, 1, 4]);
});

Deno.test("the report has every table", () => {
  const runs = [
    outcome("stable", "stable", { isNearEdge: true }),
    outcome("stable", "late-rise"),
    outcome("late-rise", "late-rise", { borderline: true }),
    outcome("diverged", "diverged"),
  ];
  const report = reportOf(runs), recipe = { command: "c", frozen: "f0", seed: 240, configs: 1, deno: "2.9.6" };
  const text = markdown(recipe, report), { low, high } = wilsonInterval(1, 2);
  assertEquals(report.counts.borderline.count, 1);
  const percent = (value: number) => (100 * value).toFixed(2);
  assert(text.includes(`| false alarms on stable runs | 50.00 % [${percent(low)}, ${percent(high)}] (1 of 2) |`), text);
  assert(text.includes("| 4 | 2 | 1 (50.0 %) | 1 | 1 | 0 | 25.00 %"), text);
  assert(text.includes("| adam | 2 | 1 | 1 |"), text);
});
