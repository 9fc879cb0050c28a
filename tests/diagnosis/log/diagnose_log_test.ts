import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { type Course, InputError, type KnownRun, type Mechanism, MECHANISMS } from "../../../src/core/mod.ts";
import { diagnoseLog } from "../../../src/diagnosis/mod.ts";
import { parseKnownRun } from "../../../src/core/mod.ts";
import { curveOf, finding, ofTrace } from "./_logs.ts";

const ADAM: KnownRun = { optimizer: "adam", rate: 0.0002, beta1: 0.9, beta2: 0.999 };
const SGD: KnownRun = { optimizer: "sgd", rate: 0.5 };

/** The course of each log, and what is first with and without a word on the run; none: there is nothing to check. */
const FIRST: [name: string, course: Course, known: KnownRun, first?: Mechanism, supported?: boolean][] = [
  ["late_rise_collapse", "collapse", ADAM, "preconditioner-decay", true],
  ["late_rise_collapse", "collapse", SGD, "rate-above-bound", true],
  ["late_rise_collapse", "collapse", {}, "rate-above-bound", true],
  ["late_rise_mini_batch", "collapse", ADAM, "preconditioner-decay", true],
  ["late_rise_epochs", "collapse", ADAM, "rate-above-bound", false],
  ["late_rise_epochs", "collapse", { ...ADAM, stepsPerEpoch: 400 }, "preconditioner-decay", true],
  ["late_rise_spike", "collapse", SGD, "exploding-gradient", true],
  ["diverged_blow_up", "collapse", SGD, "rate-above-bound", true],
  ["diverged_level", "blow-up", SGD, "rate-above-bound", true],
  ["diverged_nan", "non-finite", SGD, "exploding-gradient", true],
  ["diverged_nan", "non-finite", { ...ADAM, epsilon: 0 }, "optimizer-implementation", true],
  ["level_just_under", "flat", SGD, "rate-above-bound", true],
  ["no_progress", "flat", ADAM, "unlearnable-task", false],
  ["no_progress", "flat", { ...ADAM, epsilon: 0.1 }, "epsilon-too-large", true],
  ["gentle_rise", "drift", ADAM, "label-mass", true],
  ["gentle_rise", "drift", { ...ADAM, labelSum: 1 }, "wrong-labels", false],
  ["rise_just_under", "collapse", SGD, "rate-above-bound", true],
  ["stable", "none", ADAM],
  ["stable_mini_batch", "none", ADAM],
  ["edge_of_stability", "none", SGD],
  ["catapult", "none", SGD],
  ["oscillation_too_short", "none", SGD],
  ["spike", "none", SGD],
];

for (const [name, course, known, first, supported] of FIRST) {
  Deno.test(`${name}.csv with ${JSON.stringify(known)}: ${course}, first ${first ?? "nothing"}`, () => {
    const diagnosis = ofTrace(name, known), [top] = diagnosis.findings;
    assertEquals([diagnosis.course, top?.mechanism, top && top.standing === "supported"], [course, first, supported]);
    assertEquals(diagnosis.findings.length, first ? MECHANISMS.length : 0);
  });
}

Deno.test("findings are ranked by their clues, never proven, and each has an experiment", () => {
  const diagnosis = ofTrace("late_rise_collapse", ADAM), { findings } = diagnosis;
  assert(diagnosis.unproven);
  assertEquals(findings.map(({ mechanism }) => mechanism).toSorted(), [...MECHANISMS].sort());
  for (const [i, { score, clues, standing, experiment }] of findings.entries()) {
    assertEquals(score, clues.reduce((sum, { weight }) => sum + weight, 0));
    assertEquals(standing, score >= 2 ? "supported" : score <= -2 ? "refuted" : "unknown");
    assert(i === 0 || score <= findings[i - 1].score);
    assert(experiment.length > 40 && clues.length > 0 && clues.every(({ says }) => says.endsWith(".")));
  }
  assertEquals(finding(diagnosis, "unlearnable-task").standing, "refuted");
});

Deno.test("a diagnosis is plain JSON, of a log that is no number anywhere, too", () => {
  for (const diagnosis of [ofTrace("late_rise_collapse", ADAM), diagnoseLog({ step: [3], loss: [NaN] }, SGD)]) {
    assertEquals(JSON.parse(JSON.stringify(diagnosis)), diagnosis);
  }
  assertEquals(diagnoseLog({ step: [3], loss: [NaN] }).course, "non-finite");
});

Deno.test("notes tell what is no defect, and a training that is too short for its rate", () => {
  const notesOf = (name: string, known: KnownRun = {}) => ofTrace(name, known).notes.join(" ");
  assertStringIncludes(notesOf("edge_of_stability"), "edge of stability");
  assertStringIncludes(notesOf("spike"), "Single losses jump");
  assertStringIncludes(notesOf("catapult"), "as in a catapult");
  assertStringIncludes(notesOf("rise_just_under"), "judged stable");
  assertEquals(notesOf("late_rise_collapse") + notesOf("stable"), "");
  assertStringIncludes(notesOf("no_progress", { ...ADAM, rate: 1e-5 }), "move it by about 0.00599 at most");
  assertEquals(notesOf("no_progress", { ...ADAM, rate: 1e-3 }), "");
  const falling = diagnoseLog(curveOf(200, (t) => 1.4 - t / 1000));
  assertEquals([falling.course, finding(falling, "unlearnable-task").score], ["flat", -1]);
  assertStringIncludes(falling.notes.join(), "still falling at the end");
});

Deno.test("what would tell more: the optimizer first, updates an epoch where the log counts epochs", () => {
  assertEquals(ofTrace("late_rise_epochs").missing.slice(0, 3), ["optimizer", "rate", "stepsPerEpoch"]);
  assertEquals(ofTrace("late_rise_epochs", { ...SGD, samples: 100, batchSize: 10 }).missing, ["schedule", "classes"]);
  const told = { ...ADAM, batchSize: "full", schedule: "constant", classes: 4 } as const;
  assertEquals(ofTrace("late_rise_collapse", told).missing, []);
  assertEquals(ofTrace("stable").missing, []);
});

Deno.test("what is out of range or unknown is refused, naming the field", () => {
  assertThrows(
    () => diagnoseLog(curveOf(9, () => 1), { beta1: 3 }),
    InputError,
    "known: beta1: must be a number from 0 to 1: it is 3",
  );
  assertThrows(() => parseKnownRun({ betta1: 0.9 }), InputError, 'betta1" (did you mean "beta1"?)');
  assertThrows(() => parseKnownRun({ clipNorm: "no" }), InputError, 'clipNorm: must be "none" or a number above 0');
  assertThrows(() => diagnoseLog({ step: [], loss: [] }), InputError, "curve: must have at least one point");
});
