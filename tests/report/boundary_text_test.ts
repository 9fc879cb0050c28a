import { assertEquals } from "@std/assert";
import { boundaryText } from "../../src/report/mod.ts";
import type { Boundary, RateRun } from "../../mod.ts";

const run = (rate: number, outcome: RateRun["outcome"], fields: Partial<RateRun> = {}): RateRun => ({
  rate,
  seed: 1,
  outcome,
  reason: outcome === "stable" ? "decay" : "growth",
  steps: 40,
  ...fields,
});
const FOUND: Boundary = {
  ended: "found",
  intervals: [{ seed: 1, stable: 0.49, unstable: 0.501 }],
  runs: [run(0.25, "stable"), run(1, "unstable", { steps: 7 }), run(0.49, "stable"), run(0.501, "unstable")],
  theory: { exact: 0.5, converged: true },
};

Deno.test("the runs by their rates, the interval, and theory beside it", () => {
  assertEquals(boundaryText(FOUND).split("\n"), [
    "rate   outcome   by      steps",
    "0.25   stable    decay   40",
    "0.49   stable    decay   40",
    "0.501  unstable  growth  40",
    "1      unstable  growth  7",
    "the largest stable rate lies between 0.49 and 0.501",
    "theory, exact: 0.5 (measured: 0.980 of it)",
  ]);
});

Deno.test("with several seeds, each its own interval, and where outcomes mix", () => {
  const runs = [run(0.3, "unstable", { seed: 2 }), run(0.4, "stable")];
  const text = boundaryText({
    ...FOUND,
    runs,
    intervals: [{ seed: 1, stable: 0.4 }, { seed: 2, unstable: 0.3 }],
    band: { low: 0.3, high: 0.4 },
    theory: { atStart: 0.5, along: 0.25, converged: false },
  });
  assertEquals(text.split("\n").slice(-7), [
    "0.4   stable    decay   40     1",
    "every rate of seed 1 up to 0.4 is stable",
    "every rate of seed 2 down to 0.3 is unstable",
    "outcomes mix between 0.3 and 0.4",
    "theory, bound / curvature: 0.5 at the start (measured: 0.800 of it), 0.25",
    "  along a run at the largest stable rate (measured: 1.60 of it); a curvature",
    "  has not converged",
  ]);
});

Deno.test("nothing is said of theory where nothing was measured, or after an interrupt", () => {
  const open = boundaryText({ ...FOUND, theory: { converged: false } });
  assertEquals(open.split("\n").at(-1), "  has no state");
  assertEquals(boundaryText({ ...FOUND, ended: "aborted", intervals: [] }).split("\n").length, 5);
});
