import { assertEquals } from "@std/assert";
import { type Cure, type Finding, type Mechanism, parseTrainingConfig, type Standing } from "../../src/core/mod.ts";
import { ranked } from "../../src/diagnosis/standing.ts";

const finding = (mechanism: Mechanism, standing: Standing): Finding => ({
  mechanism,
  standing,
  says: "",
  evidence: {},
  cures: [],
});
const order = (...findings: Finding[]) => ranked(findings).map(({ mechanism, standing }) => `${mechanism} ${standing}`);

Deno.test("the surest first; of equals the more specific, as they were given", () => {
  assertEquals(
    order(
      finding("backend", "refuted"),
      finding("label-mass", "unknown"),
      finding("momentum", "supported"),
      finding("schedule", "supported"),
      finding("preconditioner-decay", "proven"),
    ),
    [
      "preconditioner-decay proven",
      "momentum supported",
      "schedule supported",
      "label-mass unknown",
      "backend refuted",
    ],
  );
});

Deno.test("one is proven at most: the most specific; the others are as good as supported", () => {
  assertEquals(
    order(finding("label-mass", "proven"), finding("momentum", "proven"), finding("epsilon-too-large", "proven")),
    [
      "label-mass proven",
      "momentum supported",
      "epsilon-too-large supported",
    ],
  );
});

Deno.test("a lower rate says nothing where another cure does", () => {
  for (const other of ["proven", "supported"] as const) {
    for (const own of ["proven", "supported", "unknown"] as const) {
      assertEquals(order(finding("momentum", other), finding("rate-above-bound", own)), [
        `momentum ${other}`,
        "rate-above-bound unknown",
      ]);
    }
    assertEquals(
      order(finding("momentum", other), finding("rate-above-bound", "refuted"))[1],
      "rate-above-bound refuted",
    );
  }
  assertEquals(
    order(finding("momentum", "unknown"), finding("rate-above-bound", "proven"))[0],
    "rate-above-bound proven",
  );
  assertEquals(
    order(finding("momentum", "refuted"), finding("rate-above-bound", "supported"))[0],
    "rate-above-bound supported",
  );
});

Deno.test("what is ranked is not changed", () => {
  const given = [finding("momentum", "proven"), finding("rate-above-bound", "proven")];
  ranked(given);
  assertEquals(given.map(({ standing }) => standing), ["proven", "proven"]);
});

Deno.test("nothing is proven where what is unusual, set back, cures as well; then the more specific is the diagnosis", () => {
  const cure: Cure = {
    intervention: "momentum",
    change: "momentum 1.05 -> 0.9",
    config: parseTrainingConfig({ optimizer: { kind: "momentum", learningRate: { absolute: 0.1 } } }),
    size: 1,
    holds: true,
    uncured: { failed: 10, runs: 10 },
    cured: { failed: 0, runs: 10 },
    outcome: "cured",
    cost: { finalLoss: null, stepsToUncuredBest: null, uncuredStepOfBest: null },
  };
  const restored = (outcome: Cure["outcome"], restores?: true): Finding => ({
    ...finding("momentum", "supported"),
    cures: [{ ...cure, outcome, ...restores && { restores } }],
  });
  const beside = (other: Finding) => order(other, finding("preconditioner-decay", "proven"));
  assertEquals(beside(restored("cured", true)), ["momentum supported", "preconditioner-decay supported"]);
  assertEquals(beside(restored("not-cured", true))[0], "preconditioner-decay proven");
  assertEquals(beside(restored("cured"))[0], "preconditioner-decay proven");
});
