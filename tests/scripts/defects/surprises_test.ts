import { assert, assertEquals } from "@std/assert";
import type { Conformance } from "../../../mod.ts";
import { defectsMarkdown } from "../../../scripts/defects/markdown.ts";
import { surprises } from "../../../scripts/defects/surprises.ts";
import { KNOWN_DEFECTS } from "../../../src/conformance/mod.ts";

const trial = (steps: number) => ({ rate: 1, start: [0], gradients: Array.from({ length: steps }, () => [1]) });

/** A check in which all that is known was found, each after the steps that are asked for. */
function all(steps: (name: string) => number = () => 1): Conformance {
  const candidates = KNOWN_DEFECTS.flatMap((known) =>
    known.of.map((name) => ({
      name,
      results: known.laws.map((law) => ({
        law,
        statement: "",
        outcome: "violated" as const,
        known,
        counterexample: { trial: trial(steps(name)), seen: `seen in ${name}`, expected: "a | b" },
      })),
    }))
  );
  return { outcome: "holds", candidates, runs: 5, seed: 1, backend: { name: "cpu" } };
}

Deno.test("all that is known and nothing else is no surprise", () => {
  assertEquals(surprises([all()]), []);
});

Deno.test("a defect that is not known, and one that is not found on cpu, are surprises", () => {
  const found = all(), first = found.candidates[0];
  delete first.results[0].known;
  const { law } = first.results[0];
  assertEquals(surprises([found, { ...all(), backend: { name: "wasm" } }]), [
    `not known: ${law} / ${first.name} on cpu`,
    `not found: ${law} / ${first.name}`,
  ]);
});

Deno.test("the page has each defect with its smallest trial on cpu, and the conventions of more than one form", () => {
  const found = all((name) => name === "nesterov" ? 1 : 2);
  found.candidates.push({
    name: "sgd",
    results: [
      { law: "one", statement: "", outcome: "holds", conventions: ["by one"] },
      { law: "both", statement: "", outcome: "holds", conventions: ["by one", "by another"] },
    ],
  });
  const page = defectsMarkdown([found]);
  for (const { name } of KNOWN_DEFECTS) assert(page.includes(`\n## ${name}\n`));
  assert(
    page.includes(
      "| leak / nesterov: rate 1, weights from (0), gradients (1) |\n| seen | seen in nesterov |\n| right | a / b |",
    ),
  );
  assert(page.includes("| one | by one | sgd |") && !page.includes("| both |"));
});
