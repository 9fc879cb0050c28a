import { assertStringIncludes } from "@std/assert";
import { markdown } from "../../scripts/bench/markdown.ts";

Deno.test("the table of the bench: medians, half the range, ratios round by round, and the share of the peak", () => {
  const rounds = {
    // ms of 1e9 operations: 50 GFLOP/s, and 40 in the last round.
    peak: [20, 20, 25],
    fused: [0.2, 0.2, 0.3],
    vanishing: [0.3, 0.2, 0.25],
    step: [1, 2, 4],
    composed: [10],
    pytorch: [3, 4, 20],
  };
  const checks = [{ name: "ours", processes: 2, trainings: 100, steps: 5000, seconds: 4 }];
  const text = markdown({
    machine: "a machine",
    deno: "2.0.0",
    rows: [{ size: "S", cell: "lstm", operations: 5e6, rounds }],
    growth: [{ what: "units", points: [{ value: 4, ms: 0.1234 }] }],
    checks,
  });
  assertStringIncludes(text, "Peak of f32x4 multiplication and addition: 50 GFLOP/s.");
  assertStringIncludes(text, "| S lstm | 0.2 ±25 % | 2 ±75 % | 10 | - | - | 4 ±213 % |");
  // PyTorch's 3, 2 and 5 times our step.
  assertStringIncludes(text, "| S lstm | 10 | - | - | 3 |");
  assertStringIncludes(text, "| S lstm | 25 | 50 % | 1 times as much |");
  assertStringIncludes(text, "| units | 4 |");
  assertStringIncludes(text, "| ours | 2 | 25 | 1250 | 100 | 4 |");
});
