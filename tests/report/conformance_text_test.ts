import { assert, assertEquals } from "@std/assert";
import { type Conformance, KNOWN_DEFECTS } from "../../src/conformance/mod.ts";
import { conformanceText } from "../../src/report/mod.ts";

const known = { ...KNOWN_DEFECTS[0], reason: "a fault of its own" };
const trial = { rate: 1, start: [0, 1], gradients: [[1, 0], [-1, 0.5]] };
const counterexample = { trial, seen: "this", expected: "that" };
const loss = { labels: [[0, 1]], outputs: [[2, 3]], weights: [4], smoothing: 0.1, ranked: true };

function conformance(fields: Partial<Conformance>): Conformance {
  const [runs, seed, backend] = [7, 3, { name: "cpu" as const }];
  return { outcome: "holds", candidates: [], runs, seed, backend, ...fields };
}

Deno.test("a table of laws and candidates, then violations, known defects and conventions", () => {
  const candidates: Conformance["candidates"] = [
    {
      name: "one",
      results: [
        { law: "agrees", statement: "It agrees.", outcome: "violated", counterexample },
        { law: "leak", statement: "", outcome: "holds", conventions: ["by the book"] },
      ],
    },
    {
      name: "another",
      results: [
        { law: "agrees", statement: "", outcome: "not-applicable" },
        { law: "leak", statement: "", outcome: "violated", counterexample, known },
      ],
    },
  ];
  assertEquals(conformanceText(conformance({ outcome: "violated", candidates })).split("\n"), [
    "law       one  another",
    "agrees   FAIL        -",
    "leak    holds    known",
    "",
    "FAIL agrees / one",
    "  claimed: It agrees.",
    "  given: rate 1, weights from (0, 1), gradients (1, 0), (-1, 0.5)",
    "  seen: this",
    "  expected: that",
    "",
    "KNOWN leak / another: a fault of its own",
    "",
    "CONVENTION one: leak, by the book",
    "",
    "7 trials of each law, seed 3",
    "A law is violated.",
  ]);
});

Deno.test("the last line tells the outcome, and whether what is known was all there was", () => {
  const last = (fields: Partial<Conformance>) => conformanceText(conformance(fields)).split("\n").at(-1);
  assertEquals(last({}), "All laws hold.");
  assertEquals(last({ outcome: "inconclusive" }), "Interrupted.");
  const results = [{ law: "leak", statement: "", outcome: "violated" as const, counterexample, known }];
  assertEquals(last({ candidates: [{ name: "one", results }] }), "All laws hold, but for known defects.");
});

Deno.test("what a loss was given is told, in lines of 80 columns", () => {
  const results = [{
    law: "value",
    statement: "S",
    outcome: "violated" as const,
    counterexample: { ...counterexample, trial: loss },
  }];
  const lines = conformanceText(conformance({ outcome: "violated", candidates: [{ name: "one", results }] })).split(
    "\n",
  );
  assert(lines.every((line) => line.length <= 80));
  const at = lines.findIndex((line) => line.startsWith("  given"));
  assertEquals(
    lines.slice(at, at + 2).map((line) => line.trim()).join(" "),
    "given: labels (0, 1), outputs (2, 3), weights (4), smoothing 0.1, as [samples, 1, classes]",
  );
});

Deno.test("control characters from a candidate's name or exception are escaped", () => {
  const results = [{
    law: "leak",
    statement: "",
    outcome: "violated" as const,
    counterexample: { ...counterexample, seen: "\x1b[31m" },
  }];
  assert(!conformanceText(conformance({ candidates: [{ name: "\x07", results }] })).includes("\x1b"));
});
