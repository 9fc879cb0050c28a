import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { markdown } from "../../../scripts/diagnosis_benchmark/markdown.ts";
import { answered, confusionOf, controlsCalledDefect, figuresOf } from "../../../scripts/diagnosis_benchmark/report.ts";
import { entry, result } from "./_made_up.ts";

const ENTRIES = [
  entry("a", "momentum"),
  entry("b", "momentum"),
  entry("c", "schedule"),
  entry("d", "schedule"),
  entry("e", null),
  entry("f", null),
  entry("g", "backend", "reported"),
  entry("h", "backend"),
];
const RESULTS = [
  result("a", "momentum", "proven", 20),
  { ...result("b", "momentum", "proven", 40), proven: ["momentum" as const, "rate-above-bound" as const] },
  result("c", "momentum", "proven", 60),
  result("d", "schedule", "supported", 80),
  result("e", "batches", "supported"),
  result("f", null, "unknown"),
  result("g", null, "unknown", 7),
];

Deno.test("figures count what is right, proven, wrongly proven and proven besides; controls are apart", () => {
  const all = answered(ENTRIES.filter(({ half }) => half === "tuning"), RESULTS);
  assertEquals(all.length, 6);
  const { right, proven, wronglyProven, alsoProven, trainings } = figuresOf(all);
  const counts = [right, proven, wronglyProven, alsoProven].map(({ count, of }) => `${count}/${of}`);
  assertEquals(counts, ["3/4", "2/4", "1/4", "2/4"]);
  assertEquals(trainings, 50);
  assertEquals(figuresOf(all, "schedule").right.count, 1);
  const { count, of } = controlsCalledDefect(all);
  assertEquals([count, of], [1, 2]);
  const matrix = confusionOf(all);
  assertEquals([matrix.momentum.momentum, matrix.schedule.momentum, matrix.schedule.schedule], [2, 1, 1]);
  assertEquals([matrix.control.batches, matrix.control.none, matrix.control.momentum], [1, 1, 0]);
});

Deno.test("the page has each half apart, its confusion matrix, and says what is missing or failed", () => {
  const recipe = { command: "make it", frozen: null, seed: 1, empty: [] as string[] };
  const reported = { ...recipe, frozen: "c0ffee00", seed: 2, empty: ["momentum/3"] };
  const broken = { ...result("d", null, "unknown"), error: "no backend" };
  const results = [...RESULTS.filter(({ id }) => id !== "d"), broken];
  const text = markdown({ recipes: { tuning: recipe, reported }, entries: ENTRIES }, { deno: "2.0.0", results });
  const [, tuning, after] = text.split(/## The (?:tuning|reported) half/);
  assertStringIncludes(tuning, "6 entries, 1 more without a result; places that no candidate filled: none.");
  assertStringIncludes(tuning, "| the top diagnosis is the cause | 50.00 % [15.00, 85.00] (2 of 4) |");
  assertStringIncludes(tuning, "| controls that are given a cause | 50.00 % [9.45, 90.55] (1 of 2) |");
  assertStringIncludes(tuning, "Failed itself: d (no backend).");
  assertStringIncludes(tuning, "| 8 momentum |  |  |  |  |  |  |  | 2 |  |  |  |  |  |  |");
  assertStringIncludes(tuning, "| control |  |  |  |  |  |  | 1 |  |  |  |  |  |  | 1 |");
  assertStringIncludes(tuning, "| momentum | 2 of 2 | 2 of 2 | 0 of 2 | 1 of 2 | 30 |");
  assertStringIncludes(
    after,
    "the first 32 bits of the commit's hash. 1 entries; places that no candidate filled: momentum/3.",
  );
  assertStringIncludes(after, "| the top diagnosis is the cause | 0.00 % [0.00, 79.35] (0 of 1) |");
  assert(
    !markdown({ recipes: { tuning: recipe }, entries: ENTRIES }, { deno: "2.0.0", results }).includes("reported half"),
  );
});
